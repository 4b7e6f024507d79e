import { setTimeout as delay } from 'node:timers/promises';
import type { LogSentence } from '../contract/logs.ts';
import { AppError, wrapError } from '../rpc/errors.ts';
import type { Db } from '../storage/database.ts';
import { originOf, type Logger } from '../storage/log-files.ts';
import { markCancelled, markDone, markFailed, markQueued, recoverJobs, takeNext } from './changes.ts';
import { keptError, mayPass } from './failures.ts';
import type { createPace } from './pace.ts';
import { nextRetryAt, type StoredJob } from './rows.ts';
import { beginRun, type Outcome, type Run } from './run.ts';
import { lanes, type JobKindName, type JobKinds, type Lane } from './types.ts';

export interface Times {
  /** Before each new try after a failure; after as many without getting on it has failed for good. */
  backOffMs: readonly number[];
  /** Without a word for so long, a job is stopped and tried again. */
  timeoutMs: number;
  /** Work that has not ended so long after it was told to is left behind. */
  stopMs: number;
  /** How often to look whether the machine is on mains, or idle, or its disk has room again. */
  lookMs: number;
  tellMs: number;
}

interface LanesParts {
  library: { readonly db: Db };
  kinds: JobKinds;
  pace: ReturnType<typeof createPace>;
  log: Logger<LogSentence>;
  restartEngine(lane: Lane): void;
  /** Says, and tells others, whether anything may begin now. */
  isOpen(): boolean;
  changed(ids: readonly string[]): void;
  times: Times;
}

/** Runs what waits: one job at a time in each lane. */
export function createLanes(parts: LanesParts) {
  const { library, kinds, pace, log, isOpen, changed, times } = parts;
  const closing = new AbortController();
  const atWork = new Map<Lane, { run: Run; ended: Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;
  let isAwake = false;
  let isRecovered = false;

  /** To write files costs next to nothing, and somebody waits for them. */
  const mayRun = (lane: Lane) => lane === 'files' || isOpen();

  /** Writes how it ended. On a full disk it is tried until there is room: nothing else could begin meanwhile. */
  async function settle(id: string, outcome: Outcome): Promise<void> {
    for (;;) {
      try {
        write(id, outcome);
        return;
      } catch (error) {
        log.error('the end of a job was not saved', { code: wrapError(error).code });
        if (closing.signal.aborted) return;
        await delay(times.lookMs, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  }

  function write(id: string, outcome: Outcome): void {
    const { db } = library;
    if (outcome.how === 'done') markDone(db, id);
    else if (outcome.how === 'failed') fail(db, id, outcome.error);
    else if (outcome.reason === 'timed_out')
      fail(db, id, new AppError('timed_out', 'Nothing more was heard of it for a long time.'));
    else if (outcome.reason === 'cancelled') markCancelled(db, id, null);
    else if (outcome.reason !== 'abandoned') markQueued(db, id);
  }

  function fail(db: Db, id: string, thrown: unknown): void {
    const error = keptError(thrown);
    // What it was to make was taken away under its hands.
    if (error.code === 'cancelled') {
      markCancelled(db, id, error);
      return;
    }
    markFailed(db, id, error, mayPass(error) ? times.backOffMs : []);
    log.warn('a job failed', { code: error.code, stack: originOf(thrown) });
  }

  function begin(lane: Lane, job: StoredJob): void {
    const startedAt = performance.now();
    const run = beginRun(
      {
        library,
        restartEngine: () => {
          parts.restartEngine(lane);
        },
        timeoutMs: times.timeoutMs,
        stopMs: times.stopMs,
        onStep({ doneMs }) {
          pace.measured(job.kind, doneMs - job.done_ms, performance.now() - startedAt);
          changed([job.id]);
          if (!mayRun(lane)) run.stop('paused');
        },
      },
      job,
      kinds[job.kind],
    );
    const ended = run.outcome
      .then((outcome) => settle(job.id, outcome))
      .then(() => {
        atWork.delete(lane);
        changed([job.id]);
        next();
      });
    atWork.set(lane, { run, ended });
    changed([job.id]);
  }

  /** Begins what may begin, and sees to it that it is called again when more may. */
  function next(): void {
    clearTimeout(timer);
    if (closing.signal.aborted) return;
    let wakeAt = Infinity;
    // One moment for all, or what becomes due in between is forgotten.
    const now = Date.now();
    try {
      if (!isRecovered) {
        const count = recoverJobs(library.db);
        if (count > 0) log.warn('jobs that can not be read were removed', { count });
      }
      isRecovered = true;
      if (!isAwake) return;
      for (const lane of lanes) {
        if (atWork.has(lane) || !mayRun(lane)) continue;
        const isOfLane = (kind: JobKindName, options: unknown) => kinds[kind].laneOf(options) === lane;
        const job = takeNext(library.db, isOfLane, now, Math.max(...times.backOffMs));
        if (job) begin(lane, job);
      }
      wakeAt = isOpen() ? (nextRetryAt(library.db, now) ?? Infinity) : Date.now() + times.lookMs;
    } catch {
      // The library can't be read or written to, which whoever uses it is told. It may pass.
      wakeAt = Date.now() + times.lookMs;
    }
    if (wakeAt < Infinity) timer = setTimeout(next, Math.min(Math.max(0, wakeAt - Date.now()), 60_000));
  }

  const runs = () => [...atWork.values()];
  return {
    next,
    /** Until this is called for the first time, nothing begins. */
    wake(): void {
      isAwake = true;
      next();
    },
    isAtWork: (lane: Lane) => atWork.has(lane),
    /** Lets go of these at once, and returns when nothing is at work for them any more. `cancelled`: where their rows don't say so yet, they will. */
    async stop(ids: readonly string[], reason: 'cancelled' | 'abandoned' | 'outdated'): Promise<void> {
      const meant = runs().filter(({ run }) => ids.includes(run.job.id));
      for (const { run } of meant) run.stop(reason);
      await Promise.all(meant.map(({ run }) => run.outcome));
    },
    restart(id: string): Promise<void> | undefined {
      const own = runs().find(({ run }) => run.job.id === id);
      own?.run.stop('paused');
      return own?.run.outcome.then(() => undefined);
    },
    /** At start, and when the library has been replaced: what runs by its rows does not run. */
    recover(): void {
      for (const { run } of runs()) run.stop('abandoned');
      isRecovered = false;
      next();
    },
    async close(): Promise<void> {
      closing.abort();
      clearTimeout(timer);
      for (const { run } of runs()) run.stop('closing');
      await Promise.all(runs().map(({ ended }) => ended));
    },
  };
}
