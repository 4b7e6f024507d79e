import { AppError } from '../rpc/errors.ts';
import type { Db } from '../storage/database.ts';
import { writeStep } from './changes.ts';
import type { StoredJob } from './rows.ts';
import type { JobKind, Step } from './types.ts';

/** abandoned: its row is no longer this run's to write. outdated: what it works on is gone, so that it is begun anew. */
export type StopReason = 'abandoned' | 'cancelled' | 'outdated' | 'paused' | 'closing' | 'timed_out';
export type Outcome =
  { how: 'done' } | { how: 'stopped'; reason: StopReason } | { how: 'failed'; error: unknown };

export interface Run {
  readonly job: StoredJob;
  stop(reason: StopReason): void;
  /** Comes soon after a stop, whatever the work does. Never fails. */
  readonly outcome: Promise<Outcome>;
}

interface RunParts {
  library: { readonly db: Db };
  /** After each step. */
  onStep(step: Step): void;
  /** Ends whatever the engine is doing, and the engine with it. */
  restartEngine(): void;
  /** Without a word for so long, it is stopped. */
  timeoutMs: number;
  /** Work that has not ended so long after it was told to is left behind. */
  stopMs: number;
}

/** One try of one job. */
export function beginRun(parts: RunParts, job: StoredJob, kind: JobKind): Run {
  const { library, onStep, restartEngine, timeoutMs, stopMs } = parts;
  const controller = new AbortController();
  const leftBehind = Promise.withResolvers<undefined>();
  let reason: StopReason | undefined;
  let isOver = false;
  let position: unknown = null;
  let { done_ms: doneMs, failures } = job;
  let heardAt = performance.now();
  let watch: NodeJS.Timeout | undefined;

  function stop(why: StopReason): void {
    if (isOver) return;
    // What was told to pause can still be cancelled, or begun anew.
    const isPausing = reason === 'paused' && why === 'outdated';
    if (reason === undefined || isPausing || why === 'abandoned' || why === 'cancelled') reason = why;
    if (controller.signal.aborted) return;
    controller.abort(new AppError('cancelled', 'The job was told to stop.'));
    clearTimeout(watch);
    watch = setTimeout(() => {
      restartEngine();
      leftBehind.resolve(undefined);
    }, stopMs);
  }

  function look(): void {
    const silentMs = performance.now() - heardAt;
    if (silentMs < timeoutMs) watch = setTimeout(look, timeoutMs - silentMs);
    else {
      stop('timed_out');
      // Whatever it hangs in would hang there still when it is tried again.
      restartEngine();
    }
  }

  function commit(step: Step, write?: (db: Db) => void): void {
    const { db } = library;
    if (isOver || (reason !== undefined && reason !== 'paused')) throw notOurs();
    db.transaction(() => {
      if (!writeStep(db, job.id, step)) throw notOurs();
      write?.(db);
    });
    position = step.position;
    if (step.doneMs > doneMs) failures = 0;
    doneMs = step.doneMs;
    heardAt = performance.now();
    onStep(step);
  }

  async function work(): Promise<Outcome> {
    try {
      if (job.position !== null) position = read(job.position);
      const options = read(job.options);
      // Not before whoever began it holds the run in hand.
      await Promise.resolve();
      const ended = kind.run({
        id: job.id,
        meetingId: job.meeting_id,
        options,
        get position() {
          return position;
        },
        get failures() {
          return failures;
        },
        signal: controller.signal,
        alive() {
          heardAt = performance.now();
        },
        commit,
      });
      const isLeft = await Promise.race([ended.then(() => false), leftBehind.promise.then(() => true)]);
      return isLeft ? { how: 'stopped', reason: reason ?? 'abandoned' } : { how: 'done' };
    } catch (error) {
      return reason === undefined ? { how: 'failed', error } : { how: 'stopped', reason };
    }
  }

  watch = setTimeout(look, timeoutMs);
  const outcome = work().finally(() => {
    isOver = true;
    clearTimeout(watch);
  });
  return { job, stop, outcome };
}

function read(stored: string): unknown {
  try {
    return JSON.parse(stored);
  } catch {
    throw new AppError('internal', 'What was to be done here can not be read any more. Begin it anew.');
  }
}

const notOurs = () => new AppError('cancelled', 'The job was stopped, so nothing more of it is kept.');
