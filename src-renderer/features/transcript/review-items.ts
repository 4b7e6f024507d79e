import type { Guard, Segment } from '../../../src-main/contract/transcripts.ts';
import { lastBegun } from './paragraphs.ts';
import { wordsOf } from './words.ts';

/** Something to check: a guarded span, or words that are hardly likely. */
export interface ReviewItem {
  startMs: number;
  endMs: number;
  guard: Guard | null;
  segmentId: string | null;
  start: number;
  end: number;
}

/** In the order of time; unsure words that follow each other are one. */
export function reviewItems(segments: readonly Segment[], guards: readonly Guard[]): readonly ReviewItem[] {
  const items: ReviewItem[] = guards
    .filter(({ isSettled }) => !isSettled)
    .map((guard) => ({
      ...{ startMs: guard.startMs, endMs: guard.endMs, guard },
      ...{ segmentId: null, start: 0, end: Infinity },
    }));
  for (const segment of segments) {
    let run: ReviewItem | null = null;
    for (const { isUnsure, start, end, startMs, endMs } of wordsOf(segment)) {
      if (!isUnsure) run = null;
      else if (run) Object.assign(run, { end, endMs });
      else {
        run = { startMs, endMs, guard: null, segmentId: segment.id, start, end };
        items.push(run);
      }
    }
  }
  return items.sort(order);
}

const order = (one: ReviewItem, other: ReviewItem): number =>
  one.startMs - other.startMs ||
  Number(other.guard !== null) - Number(one.guard !== null) ||
  one.endMs - other.endMs ||
  one.start - other.start;

/** The same place as it is now: what is written before it moves it. */
export function sameItem(
  items: readonly ReviewItem[],
  { guard, ...item }: ReviewItem,
): ReviewItem | undefined {
  if (guard) return items.find((other) => other.guard?.id === guard.id);
  const near = items.filter(
    ({ segmentId, startMs }) => segmentId === item.segmentId && startMs === item.startMs,
  );
  // Words may share a time.
  return near.find(({ start }) => start === item.start) ?? near[0];
}

/** Where one is who has looked at an item: where it is gone, at what comes after it. */
export function placeAmong(items: readonly ReviewItem[], looked: ReviewItem | null): number {
  if (!looked) return 0;
  const same = sameItem(items, looked);
  const at = items.findIndex((item) => (same ? item === same : order(item, looked) >= 0));
  return at < 0 ? items.length - 1 : at;
}

/** Whose span it is: of the segment that it overlaps most, else of the one before it. They are in the order of time. */
export function segmentOf(
  segments: readonly Segment[],
  { startMs, endMs }: Pick<ReviewItem, 'startMs' | 'endMs'>,
): Segment | undefined {
  const first = Math.max(0, lastBegun(segments, startMs));
  const last = lastBegun(segments, endMs);
  const overlap = (own: Segment) => Math.min(own.endMs, endMs) - Math.max(own.startMs, startMs);
  let most = segments[first];
  for (const own of segments.slice(first + 1, last + 1))
    if (most && overlap(own) > Math.max(0, overlap(most))) most = own;
  return most;
}
