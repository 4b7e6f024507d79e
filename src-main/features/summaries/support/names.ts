import { fold } from '../../../storage/database.ts';
import { isContent, type RuledLanguage } from '../language/stop-words.ts';
import { wordsIn, type Word } from '../language/words.ts';
import { isGeneric } from '../names/generic.ts';
import type { Said } from '../parts.ts';
import type { Evidence } from './evidence.ts';

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
    .map((word) => ({ ...word, isFirst: isFirst(text, word) }));
}
const isFirst = (text: string, { at }: Word) => opening.test(text.slice(Math.max(0, at - BEFORE), at));

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

const set = (words: string) => new Set(words.split(' '));
/** What follows them is somebody, or something without an article. */
const beforeNames = set('von mit bei durch fur und oder an');
/** They follow what is to be done, and no name. */
const afterOthers = set(
  'the a an of to for in on about with at by from der die das den dem ein eine einen des von zu auf uber mit el la los las un una de para en sobre con',
);
/** Words that begin alike are forms of one: decided, decision. */
const ALIKE = 4;

/**
 * Whether a name was put where nobody said one: what alone is missing of a claim begins it with a capital, and is said
 * nowhere. Within a German sentence, where every noun has one: after such words as stand before names.
 */
export function createStrangerTest(segments: readonly Said[]) {
  const all = fold(segments.map(({ text, speaker }) => `${speaker} ${text}`).join('\n'));
  return ({ stems }: Evidence, text: string, words: readonly Word[], missing: readonly Word[]): boolean => {
    const beginnings = new Set([...stems].map((stem) => stem.slice(0, ALIKE)));
    const strange = missing.filter(({ key }) => !beginnings.has(key.slice(0, ALIKE)));
    const [first] = strange;
    if (!first) return false;
    const from = words.indexOf(first);
    const isOneName = strange.every(
      (word, index) =>
        word === words[from + index] &&
        /^\p{Lu}/u.test(word.text) &&
        !isGeneric(word.text) &&
        !all.includes(word.key),
    );
    if (!isOneName) return false;
    const next = words[from + strange.length]?.key ?? '';
    const before = words[from - 1]?.key ?? '';
    return isFirst(text, first) ? !afterOthers.has(next) : beforeNames.has(before);
  };
}
