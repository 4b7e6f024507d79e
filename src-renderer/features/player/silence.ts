import type { Peaks } from './peaks.ts';

/** Milliseconds from the beginning of the sound. */
export interface Span {
  from: number;
  to: number;
}

/** A shorter one is how people breathe. */
const SHORTEST_MS = 800;
/** Stays at both ends, so that no word is cut. */
const MARGIN_MS = 120;
/** Less than this is left to skip: not worth the jump. */
const LEAST_JUMP_MS = 200;
/** So far below the loudness of the whole nobody speaks. */
const BELOW_DB = 14;
const LOUDEST_FLOOR_DB = -30;

/** Where nothing is heard, judged by how loud the sound is as a whole. */
export function findSilence([{ bucketMs, mixed, sides }]: Peaks, loudness: number | null): Span[] {
  if (loudness === null) return [];
  const floor = 127 * 10 ** (Math.min(LOUDEST_FLOOR_DB, loudness - BELOW_DB) / 20);
  const groups = sides ?? [mixed];
  const buckets = mixed.length / 2;
  const isLoud = (bucket: number) =>
    groups.some((pairs) => Math.max(-(pairs[2 * bucket] ?? 0), pairs[2 * bucket + 1] ?? 0) > floor);
  const spans: Span[] = [];
  let since: number | null = null;
  for (let bucket = 0; bucket <= buckets; bucket += 1) {
    if (bucket < buckets && !isLoud(bucket)) {
      since ??= bucket;
      continue;
    }
    if (since !== null && (bucket - since) * bucketMs > SHORTEST_MS)
      spans.push({ from: since * bucketMs, to: bucket * bucketMs });
    since = null;
  }
  return spans;
}

/** The last span that begins at or before this moment, by halving: a lecture has thousands. */
function spanBefore(spans: readonly Span[], ms: number): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}

/** Where to go on instead, if this moment lies in a silence that is worth skipping. */
export function skipFrom(spans: readonly Span[], ms: number): number | null {
  const span = spanBefore(spans, ms - MARGIN_MS);
  if (!span) return null;
  const target = span.to - MARGIN_MS;
  return target - ms >= LEAST_JUMP_MS ? target : null;
}

/** For each of so many columns whether most of it is silent. */
export function silentColumns(spans: readonly Span[], durationMs: number, count: number): Uint8Array {
  const columns = new Uint8Array(count);
  const silentMs = new Float64Array(count);
  const columnMs = durationMs / count;
  for (const { from, to } of spans) {
    for (let column = Math.floor(from / columnMs); column * columnMs < to && column < count; column += 1) {
      const start = Math.max(from, column * columnMs);
      silentMs[column] = (silentMs[column] ?? 0) + Math.min(to, (column + 1) * columnMs) - start;
    }
  }
  for (const [column, ms] of silentMs.entries()) columns[column] = ms > columnMs / 2 ? 1 : 0;
  return columns;
}
