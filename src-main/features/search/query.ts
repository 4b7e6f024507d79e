import { isEdge, isWhole, placedWords, wordsOf, type Word } from './words.ts';

/** Words that stand together. Of the last one the beginning is enough, where the person may still be typing it. */
export interface Phrase {
  words: readonly string[];
  isOpen: boolean;
}

const PHRASES = 16;
const WORDS = 20;

/** Reads what a person typed. Nothing in it is syntax but quotation marks, of any kind. */
export function readQuery(text: string): Phrase[] {
  const phrases: Phrase[] = [];
  for (const { 1: quoted, 2: end, 0: bare } of text
    .replace(/[“”„‟«»「」『』＂]/g, '"')
    .matchAll(/"([^"]*)("|$)|[^\s"]+/g)) {
    const words = wordsOf(quoted ?? bare).slice(0, WORDS);
    const last = words.at(-1);
    if (last !== undefined) phrases.push({ words, isOpen: end !== '"' && !isWhole(last) });
  }
  // The longest leave the least to look at.
  const length = ({ words }: Phrase) => words.join('').length;
  return phrases.toSorted((a, b) => length(b) - length(a)).slice(0, PHRASES);
}

const between = /[^\p{L}\p{N}\p{So}]*/uy;

function skip(text: string, place: number): number {
  between.lastIndex = place;
  between.test(text);
  return between.lastIndex;
}

/** Where a phrase ends that begins at a place of folded text; undefined: it does not. */
function endOf({ words, isOpen }: Phrase, text: string, start: number): number | undefined {
  let place = start;
  for (const [index, word] of words.entries()) {
    if (index > 0) place = skip(text, place);
    const isAnyEnd = isWhole(word) || (isOpen && index === words.length - 1);
    if (!text.startsWith(word, place) || (!isWhole(word) && !isEdge(text, place, 'before'))) return undefined;
    place += word.length;
    if (!isAnyEnd && !isEdge(text, place, 'after')) return undefined;
  }
  return place;
}

/** Where a phrase begins in folded text. Quicker than to take the text apart, and than a pattern of our own each time. */
export function* placesOf(phrase: Phrase, text: string): Generator<number> {
  const [first = ''] = phrase.words;
  for (let at = text.indexOf(first); at >= 0;) {
    const end = endOf(phrase, text, at);
    if (end !== undefined) yield at;
    at = text.indexOf(first, end ?? at + 1);
  }
}

export interface Range {
  start: number;
  end: number;
}

const isAt = ({ words, isOpen }: Phrase, text: readonly Word[], place: number) =>
  words.every((word, index) => {
    const found = text[place + index]?.word;
    return isOpen && index === words.length - 1 ? found?.startsWith(word) : found === word;
  });

/** Where any of the phrases stands in a text, in order and without overlaps. */
export function rangesIn(text: string, phrases: readonly Phrase[]): Range[] {
  const words = [...placedWords(text)];
  const ranges: Range[] = [];
  for (let place = 0; place < words.length; place += 1) {
    const longest = Math.max(
      0,
      ...phrases.filter((own) => isAt(own, words, place)).map((own) => own.words.length),
    );
    const [first, last] = [words[place], words[place + longest - 1]];
    if (longest === 0 || !first || !last) continue;
    const before = ranges.at(-1);
    if (before && first.start < before.end) before.end = Math.max(before.end, last.end);
    else ranges.push({ start: first.start, end: last.end });
  }
  return ranges;
}
