import type { Heard } from './types.ts';

/** A longer pause ends a segment, whatever was said. */
const PAUSE_MS = 600;
/** A segment is a line on the screen, not a page. */
const LONGEST_MS = 30_000;
const endsSentence = /[.!?…。！？][\p{Pe}\p{Pf}"']*$/u;
/** Scripts that are written without spaces, for a class of signs. */
export const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}';
const endsUnspaced = new RegExp(`[\\s${unspaced}]$|^$`, 'u');
const beginsUnspaced = new RegExp(`^[${unspaced}]`, 'u');

export function spaceBetween(before: string, after: string): '' | ' ' {
  if (endsUnspaced.test(before) || /^\s|^$/.test(after)) return '';
  // After a mark, such as a full stop, what comes next tells.
  return beginsUnspaced.test(after) && !/[\p{L}\p{N}]$/u.test(before) ? '' : ' ';
}

/** One segment of two where a chunk ended in the middle of a sentence; undefined where they are two. */
export function joinSegments(before: Heard, after: Heard): Heard | undefined {
  const isSentence = endsSentence.test(before.text);
  const isTooLong = after.endMs - before.startMs > LONGEST_MS;
  if (isSentence || isTooLong || after.startMs - before.endMs > PAUSE_MS) return undefined;
  return joined(before, after);
}

export function joined(before: Heard, after: Heard): Heard {
  const space = spaceBetween(before.text, after.text);
  const [first, ...others] = after.words;
  const words = first ? [{ ...first, text: space + first.text }, ...others] : [];
  const known = [before, after].flatMap(({ noSpeechProbability }) => noSpeechProbability ?? []);
  return {
    startMs: before.startMs,
    endMs: Math.max(before.endMs, after.endMs),
    text: before.text + space + after.text,
    noSpeechProbability: known.length > 0 ? Math.max(...known) : null,
    words: [...before.words, ...words],
  };
}
