import type { Segment } from '../../../src-main/contract/transcripts.ts';

export interface SpokenWord {
  text: string;
  startMs: number;
  endMs: number;
  isUnsure: boolean;
}

/** What is read as one: segments with no long pause between them. */
export interface Paragraph {
  id: string;
  startMs: number;
  endMs: number;
  words: readonly SpokenWord[];
}

/** Nobody speaks for so long: a new thought, or another person. */
const PAUSE_MS = 1200;
/** A paragraph as long as this is closed at the next segment, for the eye's sake. */
const LONG = 480;
const UNSURE = 0.45;

const unspaced = /^(zh|ja|yue|th|lo|my|km|bo)$/;

function wordsOf({ words, text, startMs, endMs }: Segment): SpokenWord[] {
  if (words.length === 0) return [{ text, startMs, endMs, isUnsure: false }];
  return words.map((word) => ({
    text: word.text,
    startMs: word.startMs,
    endMs: word.endMs,
    isUnsure: word.probability < UNSURE,
  }));
}

export function toParagraphs(segments: readonly Segment[], language: string | null): Paragraph[] {
  const paragraphs: (Paragraph & { words: SpokenWord[] })[] = [];
  const space = unspaced.test(language ?? '') ? '' : ' ';
  let last: (typeof paragraphs)[number] | undefined;
  let length = 0;
  for (const segment of segments) {
    const words = wordsOf(segment);
    const [first] = words;
    if (last && first && segment.startMs - last.endMs < PAUSE_MS && length < LONG) {
      if (!/^\s/.test(first.text)) first.text = space + first.text;
      last.words.push(...words);
      last.endMs = Math.max(last.endMs, segment.endMs);
      length += segment.text.length;
    } else {
      last = { id: segment.id, startMs: segment.startMs, endMs: segment.endMs, words };
      paragraphs.push(last);
      length = segment.text.length;
    }
  }
  return paragraphs;
}

/** The last of them that has begun by then; -1: none has. They are in the order of time. */
export function lastBegun(items: readonly { startMs: number }[], ms: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.startMs ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
