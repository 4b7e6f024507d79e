import type { StoredJob } from './rows.ts';
import type { JobKindName } from './types.ts';

/** How fast jobs of each kind have been of late, and so how long one will take. */
export function createPace() {
  /** Milliseconds of sound in a millisecond. */
  const speeds = new Map<JobKindName, number>();
  return {
    measured(kind: JobKindName, doneMs: number, tookMs: number): void {
      if (doneMs > 0 && tookMs > 0) speeds.set(kind, doneMs / tookMs);
    },
    msLeft({ kind, state, done_ms, total_ms }: StoredJob): number | null {
      const speed = speeds.get(kind);
      if (total_ms === null || speed === undefined || (state !== 'queued' && state !== 'running'))
        return null;
      return Math.max(0, Math.round((total_ms - done_ms) / speed));
    },
  };
}
