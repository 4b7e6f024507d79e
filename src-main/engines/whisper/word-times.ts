import type { Word } from './types.ts';

interface Span {
  startMs: number;
  endMs: number;
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/**
 * whisper.cpp's times of words are guesses from loudness: they may overlap, lie outside of their segment, or last no
 * time. Here they come one after another inside it, and words that begin as one share the time until the next.
 */
export function tidyTimes(words: Word[], span: Span): Word[] {
  let earliest = span.startMs;
  const inside = words.map(({ startMs }) => (earliest = clamp(startMs, earliest, span.endMs)));
  // One that would begin where all ends begins with the last that does not.
  const latest = inside.findLast((startMs) => startMs < span.endMs) ?? span.startMs;
  const starts = inside.map((startMs) => Math.min(startMs, latest));
  const tidy: Word[] = [];
  for (let first = 0; first < words.length;) {
    const start = starts[first] ?? span.startMs;
    let next = first + 1;
    while (next < words.length && starts[next] === start) next += 1;
    tidy.push(...share(words.slice(first, next), start, starts[next] ?? span.endMs));
    first = next;
  }
  return tidy;
}

/** A single word keeps its own end where it has one; several that begin as one divide the time evenly. */
function share(words: Word[], startMs: number, nextMs: number): Word[] {
  const claimed = clamp(Math.max(...words.map(({ endMs }) => endMs)), startMs, nextMs);
  const endMs = claimed > startMs ? claimed : nextMs;
  const at = (index: number) => Math.round(startMs + ((endMs - startMs) * index) / words.length);
  return words.map((word, index) => ({ ...word, startMs: at(index), endMs: at(index + 1) }));
}
