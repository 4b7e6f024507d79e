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

/** Where a place in a text has gone, once it has become another. */
export function movedOffset(before: string, after: string, offset: number): number {
  const end = changeIn(before, after);
  const kept = after.length - end;
  if (offset >= before.length - kept) return offset + after.length - before.length;
  return Math.min(offset, end);
}

/** Where one goes on, where a segment is there no longer: in what it was joined to, else at the end of the one before. */
export function placeAfterLoss(
  gone: Segment,
  before: readonly Segment[],
  now: readonly Segment[],
): Place | null {
  const near = now.findLast(({ startMs }) => startMs <= gone.startMs) ?? now[0];
  if (!near) return null;
  const old = before.find(({ id }) => id === near.id);
  const isJoined = old !== undefined && near.text.startsWith(old.text);
  return { segmentId: near.id, offset: isJoined ? old.text.length : near.text.length };
}

const endsWith = (text: string, part: Segment) => text.endsWith(part.text.trimStart());

/** Where one looks to see what a step did. */
export function changedPlace(
  before: readonly Segment[],
  part: { removed: readonly string[]; put: readonly Segment[] } | undefined,
  now: readonly Segment[],
): Place | null {
  const known = new Map(before.map((segment) => [segment.id, segment]));
  const gone = before.filter(({ id }) => part?.removed.includes(id));
  const added = part?.put.filter(({ id }) => !known.has(id)) ?? [];
  for (const { id, text } of part?.put ?? []) {
    const old = known.get(id);
    // Between what were two, or are two now.
    const joined = old && gone.find((one) => text.startsWith(old.text) && endsWith(text, one));
    if (joined) return { segmentId: id, offset: text.length - joined.text.trimStart().length };
    const split = old?.text.startsWith(text) && added.find((one) => endsWith(old.text, one));
    if (split) return { segmentId: split.id, offset: 0 };
    if (old?.text !== text) return { segmentId: id, offset: old ? changeIn(old.text, text) : text.length };
  }
  const [first] = part?.put ?? [];
  if (first) return { segmentId: first.id, offset: 0 };
  const [lost] = gone;
  const near = lost && (now.findLast(({ startMs }) => startMs <= lost.startMs) ?? now[0]);
  return near ? { segmentId: near.id, offset: near.text.length } : null;
}
