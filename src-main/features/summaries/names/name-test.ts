import { cuesOf } from '../cues/all.ts';
import { isContent, type RuledLanguage } from '../language/stop-words.ts';
import { wordsIn } from '../language/words.ts';
import type { Said } from '../parts.ts';
import { isGeneric, isPlace, keysOf } from './generic.ts';
import { patternsOf } from './patterns.ts';

interface Place {
  /** It begins a sentence, where any word has a capital. */
  isFirst: boolean;
  /** What stands before it leaves nothing but a name. */
  isSure: boolean;
}

export type NameTest = (name: string, place: Place) => boolean;

const keyOf = (text: string) => wordsIn(text)[0]?.key ?? '';

/** Which words with a capital may be names in this meeting. */
export function createNameTest(segments: readonly Said[], language: RuledLanguage): NameTest {
  const all = segments.map(({ text }) => text).join('\n');
  const nouns = new Set(
    [...all.matchAll(patternsOf(language).article)].map(({ groups }) => keyOf(groups?.noun ?? '')),
  );
  const small = new Set((all.match(/(?<![\p{L}\p{M}\p{N}'’])\p{Ll}[\p{L}\p{M}]*/gu) ?? []).map(keyOf));
  const { when } = cuesOf[language];

  return (name, { isFirst, isSure }) => {
    if (isGeneric(name)) return false;
    const [key = '', ...more] = keysOf(name);
    if (more.length > 0) return true;
    const isWord = small.has(key) || nouns.has(key) || wordsIn(name).some((own) => !isContent(own, language));
    if (isFirst && isWord) return false;
    return isSure || !(isPlace(name) || when.test(name) || (language === 'de' && nouns.has(key)));
  };
}
