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

function* beginningsOf(word: string, longest: number): Generator<string> {
  let beginning = '';
  let count = 0;
  for (const letter of word) {
    if (count >= longest) return;
    beginning += letter;
    count += 1;
    yield beginning;
  }
}

export function createParts() {
  const parts: string[] = [];
  let words: string[] = [];
  const about = new Set<string>();
  let isOpen = false;

  function end(): void {
    const begins = new Set<string>();
    for (const word of new Set(words)) {
      if (word !== GAP) for (const beginning of beginningsOf(word, LONGEST_BEGINNING)) begins.add(BEGINS + beginning);
    }
    parts.push([...words, ...begins, ...about].join(' '));
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
      for (const word of wordsOf(text))
        for (const beginning of beginningsOf(word, LONGEST_ABOUT)) about.add(ABOUT + beginning);
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
const isShort = (word: string) => [...word].length <= LONGEST_BEGINNING;

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
    .map((word) => exactly([ABOUT + [...word].slice(0, LONGEST_ABOUT).join('')]))
    .join(' ');
