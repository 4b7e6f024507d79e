import type { Guard, Segment } from '../../../src-main/contract/transcripts.ts';
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
  return items.sort((one, other) => one.startMs - other.startMs);
}
