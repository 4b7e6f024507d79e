import type { Phrase } from './query.ts';
import { wordsOf } from './words.ts';

/**
 * What the index holds of a meeting, in parts that are each written in a moment: its words in their order, so that
 * phrases can be found; the beginnings of its words, since to gather all words with a short beginning takes long; and
 * the beginnings of the words that it is about. Signs that no word contains tell these apart.
 */
const BEGINS = '‹';
const ABOUT = '§';
/** Stands where what comes next does not follow upon what was before. */
const GAP = '·';
/** Longer beginnings are looked for among the words. */
const LONGEST_BEGINNING = 4;
const LONGEST_ABOUT = 30;

const PART_WORDS = 6000;
/** So that a phrase is not cut in two. */
const OVERLAP = 20;

/** The first letters of a word; not half of one that takes two units. */
const beginningOf = (word: string, letters: number) =>
  /[\uD800-\uDFFF]/.test(word) ? Array.from(word).slice(0, letters).join('') : word.slice(0, letters);

function addBeginnings(to: Set<string>, word: string, longest: number): void {
  for (let letters = Math.min(longest, word.length); letters > 0; letters -= 1) {
    const beginning = beginningOf(word, letters);
    // The shorter ones were added with it.
    if (to.has(beginning)) return;
    to.add(beginning);
  }
}

const signed = (sign: string, words: ReadonlySet<string>) => [...words].map((word) => sign + word).join(' ');

export function createParts() {
  const parts: string[] = [];
  let words: string[] = [];
  const about = new Set<string>();
  let isOpen = false;

  function end(): void {
    const begins = new Set<string>();
    for (const word of words) addBeginnings(begins, word, LONGEST_BEGINNING);
    parts.push(`${words.join(' ')} ${signed(BEGINS, begins)} ${signed(ABOUT, about)}`);
    words = words.slice(-OVERLAP);
    about.clear();
    isOpen = false;
  }
  function add(text: string): void {
    for (const word of wordsOf(text)) {
      words.push(word);
      isOpen = true;
      if (words.length >= PART_WORDS) end();
    }
  }
  return {
    add,
    addAbout(text: string): void {
      for (const word of wordsOf(text)) addBeginnings(about, word, LONGEST_ABOUT);
      add(text);
    },
    gap(): void {
      words.push(GAP);
    },
    take(): string[] {
      if (isOpen) end();
      return parts;
    },
  };
}

const exactly = (words: readonly string[]) => `"${words.join(' ')}"`;
const isShort = (word: string) => beginningOf(word, LONGEST_BEGINNING) === word;

/** What the parts of a meeting must match, each of them in any part. `isSure`: what matches holds the phrase. */
export function termsOf({ words, isOpen }: Phrase): { terms: string[]; isSure: boolean } {
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  if (!isOpen) return { terms: [exactly(words)], isSure: true };
  if (!isShort(last)) return { terms: [`${exactly(words)} *`], isSure: true };
  const begins = exactly([BEGINS + last]);
  return before.length === 0
    ? { terms: [begins], isSure: true }
    : { terms: [exactly(before), begins], isSure: false };
}

/** What the first part of a meeting matches that is about all of this. */
export const aboutTerm = (phrases: readonly Phrase[]) =>
  phrases
    .flatMap(({ words }) => words)
    .map((word) => exactly([ABOUT + beginningOf(word, LONGEST_ABOUT)]))
    .join(' ');
