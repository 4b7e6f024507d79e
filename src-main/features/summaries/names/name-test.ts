import { cuesOf } from '../cues/all.ts';
import { isContent, type RuledLanguage } from '../language/stop-words.ts';
import { wordsIn } from '../language/words.ts';
import type { Said } from '../parts.ts';
import { isGeneric, isPlace, keysOf } from './generic.ts';
import { patternsOf } from './patterns.ts';

/** `isFirst`: it begins a sentence, where any word has a capital. */
export type NameTest = (name: string, isFirst: boolean) => boolean;

const keyOf = (text: string) => wordsIn(text)[0]?.key ?? '';

/** Which words with a capital may be names in this meeting. */
export function createNameTest(segments: readonly Said[], language: RuledLanguage): NameTest {
  const all = segments.map(({ text }) => text).join('\n');
  const nouns = new Set(
    [...all.matchAll(patternsOf(language).nouns)].map(({ groups }) => keyOf(groups?.noun ?? '')),
  );
  const small = new Set((all.match(/(?<![\p{L}\p{M}\p{N}'’])\p{Ll}[\p{L}\p{M}]*/gu) ?? []).map(keyOf));
  const { when } = cuesOf[language];

  return (name, isFirst) => {
    if (isGeneric(name)) return false;
    const [key = '', ...more] = keysOf(name);
    const [first] = wordsIn(name);
    const isWord = !first || small.has(first.key) || nouns.has(first.key) || !isContent(first, language);
    if (isFirst && isWord) return false;
    if (more.length > 0) return true;
    return !isPlace(name) && !when.test(name) && !(language === 'de' && nouns.has(key));
  };
}
