import type { Segment } from '../../../src-main/contract/transcripts.ts';
import type { Place } from '../transcript/places.ts';

/** How much of two texts is the same at their beginnings, and at the ends of what is left. */
export function sameEnds(before: string, after: string): { head: number; tail: number } {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { head, tail };
}

/** Where a text differs from what it was: the end of what is new in it. */
export const changeIn = (before: string, after: string): number =>
  after.length - sameEnds(before, after).tail;

/** Where one looks to see what a step did. */
export function changedPlace(
  before: readonly Segment[],
  part: { removed: readonly string[]; put: readonly Segment[] } | undefined,
  now: readonly Segment[],
): Place | null {
  const known = new Map(before.map((segment) => [segment.id, segment]));
  for (const { id, text } of part?.put ?? []) {
    const old = known.get(id);
    if (old?.text !== text) return { segmentId: id, offset: old ? changeIn(old.text, text) : text.length };
  }
  const [first] = part?.put ?? [];
  if (first) return { segmentId: first.id, offset: 0 };
  const gone = before.find(({ id }) => part?.removed.includes(id));
  const near = gone && (now.findLast(({ startMs }) => startMs <= gone.startMs) ?? now[0]);
  return near ? { segmentId: near.id, offset: near.text.length } : null;
}
