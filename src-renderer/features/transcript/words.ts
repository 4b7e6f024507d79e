import type { Segment } from '../../../src-main/contract/transcripts.ts';

/** A word and where it stands in the text of its segment, without the space before it. */
export interface SpokenWord {
  start: number;
  end: number;
  startMs: number;
  endMs: number;
  isUnsure: boolean;
}

const UNSURE = 0.45;
const known = new WeakMap<Segment, readonly SpokenWord[]>();

/** A segment without words is one. */
export function wordsOf(segment: Segment): readonly SpokenWord[] {
  const found = known.get(segment);
  if (found) return found;
  const { text, startMs, endMs } = segment;
  const words = segment.words.length > 0 ? segment.words : [{ text, startMs, endMs, probability: 1 }];
  let at = 0;
  const all = words.map((word) => {
    const start = at + leadOf(word.text);
    at += word.text.length;
    const isUnsure = word.probability < UNSURE && /\p{L}|\p{N}/u.test(word.text);
    return { start, end: at, startMs: word.startMs, endMs: word.endMs, isUnsure };
  });
  known.set(segment, all);
  return all;
}

/** How many letters of a text are the space before it, which is not shown. */
export const leadOf = (text: string) => text.length - text.trimStart().length;

/** The word at or before an offset. */
export const wordAt = (segment: Segment, offset: number): SpokenWord | undefined => {
  const words = wordsOf(segment);
  return words.findLast(({ start }) => start <= offset) ?? words[0];
};

const unspaced = /^(zh|ja|yue|th|lo|my|km|bo)$/;
const fromRight = /^(ar|fa|he|ur|yi|ps|sd|ug|dv|ckb)$/;

/** What stands between two segments. */
export const spaceOf = (language: string | null) => (unspaced.test(language ?? '') ? '' : ' ');
export const directionOf = (language: string | null) => (fromRight.test(language ?? '') ? 'rtl' : 'ltr');
