import { isContent, type RuledLanguage } from '../language/stop-words.ts';
import { wordsIn, type Word } from '../language/words.ts';
import type { Said } from '../parts.ts';

interface Capital extends Word {
  /** It begins a sentence, where any word is written so. */
  isFirst: boolean;
}

/** What stands before the first word of a sentence, and how much of that is looked at. */
const opening = /(?:^|[.!?:…\n])["'“„«»(\s¿¡]*$/u;
const BEFORE = 5;

/** Words that are written with a capital. */
export function capitalsIn(text: string): Capital[] {
  return wordsIn(text)
    .filter((word) => /^\p{Lu}/u.test(word.text))
    .map((word) => ({ ...word, isFirst: opening.test(text.slice(Math.max(0, word.at - BEFORE), word.at)) }));
}

export type NameTest = (word: Capital) => boolean;

/**
 * Whether a capital makes a name: what is written so within a sentence, and never without. In German every noun is,
 * so that only those count who speak.
 */
export function createNameTest(segments: readonly Said[], language: RuledLanguage | undefined): NameTest {
  const speakers = new Set(segments.map(({ speaker }) => speaker));
  const names = new Set([...speakers].flatMap(wordsIn).map(({ key }) => key));
  if (language === 'de') return ({ key }) => names.has(key);
  const all = segments.map(({ text }) => text).join('\n');
  const small = new Set(all.match(/(?<![\p{L}\p{M}\p{N}])\p{Ll}[\p{L}\p{M}]*/gu));
  for (const word of all.match(/(?<=[\p{L}\p{M}\p{N},;] )\p{Lu}[\p{L}\p{M}]+/gu) ?? [])
    if (!small.has(word.toLowerCase())) for (const { key } of wordsIn(word)) names.add(key);
  return (word) =>
    isContent(word, language) &&
    (names.has(word.key) || (!word.isFirst && !small.has(word.text.toLowerCase())));
}
