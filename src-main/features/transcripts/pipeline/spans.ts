import type { Span } from './types.ts';

/** Spans in order, those that touch or lie closer than that made one. */
export function joinSpans(spans: readonly Span[], closerThanMs = 0): Span[] {
  const joined: Span[] = [];
  for (const { startMs, endMs } of spans) {
    const last = joined.at(-1);
    if (last && startMs - last.endMs <= closerThanMs) last.endMs = Math.max(last.endMs, endMs);
    else joined.push({ startMs, endMs });
  }
  return joined;
}

export const inOrder = (spans: readonly Span[]): Span[] =>
  spans.toSorted((one, other) => one.startMs - other.startMs);

/** What of them lies between two times. */
export function clipSpans(spans: readonly Span[], fromMs: number, toMs: number): Span[] {
  return spans
    .map(({ startMs, endMs }) => ({ startMs: Math.max(startMs, fromMs), endMs: Math.min(endMs, toMs) }))
    .filter(({ startMs, endMs }) => endMs > startMs);
}

export const lengthOf = (spans: readonly Span[]) =>
  spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
