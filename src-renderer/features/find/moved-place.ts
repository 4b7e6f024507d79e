import { align } from '../../../src-main/contract/align.ts';
import { sameEnds } from '../editing/changed-place.ts';

interface Range {
  start: number;
  end: number;
}

/** Words, and each sign between them. */
const tokensOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]/gu) ?? [];

/** Where a passage of a text stands after it was changed elsewhere; null: it was changed itself. */
export function movedPlace(before: string, after: string, { start, end }: Range): Range | null {
  const by = after.length - before.length;
  const same = sameEnds(before, after);
  if (end <= same.head) return { start, end };
  if (start >= before.length - same.tail) return { start: start + by, end: end + by };
  // Changes on both sides of it.
  const [old, now] = [tokensOf(before), tokensOf(after)];
  const starts = (tokens: readonly string[]) => {
    let at = 0;
    return tokens.map((token) => (at += token.length) - token.length);
  };
  const [oldStarts, nowStarts] = [starts(old), starts(now)];
  const first = oldStarts.findLastIndex((at) => at <= start);
  const pair = align(old, now).find(([one]) => one === first);
  if (!pair) return null;
  const from = (nowStarts[pair[1]] ?? 0) + start - (oldStarts[first] ?? 0);
  const place = { start: from, end: from + end - start };
  return after.slice(place.start, place.end) === before.slice(start, end) ? place : null;
}
