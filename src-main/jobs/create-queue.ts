import type { AllHandlers, EmitEvent } from '../contract/index.ts';
import { jobKinds, type Job, type Queue } from '../contract/jobs.ts';
import type { LogSentence } from '../contract/logs.ts';
import type { Settings } from '../contract/settings.ts';
import { AppError, wrapError, type ErrorShape } from '../rpc/errors.ts';
import type { Library } from '../storage/library.ts';
import type { Logger } from '../storage/log-files.ts';
import { addJob, cancelJobs, dropPositions, handOver, rewritePositions, type NewJob } from './changes.ts';
import { lookAtGate, type Power } from './gate.ts';
import { jobHandlers } from './handlers.ts';
import { createLanes, type Times } from './lanes.ts';
import { createPace } from './pace.ts';
import { getJob, jobsOf, knownJobs, toJob, type StoredJob } from './rows.ts';
import { createTelling } from './telling.ts';
import type { JobKindName, JobKinds, Lane } from './types.ts';

export interface QueueParts {
  library: Pick<Library, 'db' | 'withReserve'>;
  kinds: JobKinds;
  emit: EmitEvent;
  settings: { get(): Settings; update(changes: Partial<Settings>): unknown };
  power: Power;
  log: Logger<LogSentence>;
  /** Ends whatever the engine of a lane is doing, and the engine with it. */
  restartEngine(lane: Lane): void;
  times?: Partial<Times>;
}

export interface JobQueue {
  handlers: AllHandlers['jobs'];
  add(job: Omit<NewJob, 'priority'> & { priority?: number }): Job;
  /** Something of this lane runs. */
  isAtWork(lane: Lane): boolean;
  /** Begins what waits, also where `recover` was told to leave it. */
  wake(): void;
  /** A job with what its kind was told and keeps. */
  find(id: string): { kind: string; state: Job['state']; options: unknown; position: unknown };
  /** It waits or runs. */
  isUnderWay(id: string): boolean;
  /** What waits or runs for a meeting. */
  underWay(meetingId: string): Job[];
  /** As they were given to `add`. */
  optionsOf(id: string): unknown;
  /** At start, and after a restore. `andRun`: else what waits goes on waiting until something is added or changed. */
  recover(andRun: boolean): void;
  /** Their meetings go, or what these kinds work on does. */
  cancelFor(meetingIds: readonly string[], message: string, kinds?: readonly JobKindName[]): void;
  /**
   * Jobs that are about these meetings alone go with them; the returned function waits until nothing works on them any
   * more, and says so to others.
   */
  leave(meetingIds: readonly string[]): () => Promise<void>;
  /** Within the transaction that deletes them for good: jobs that are about others too keep no words of theirs. */
  forget(meetingIds: readonly string[]): void;
  /** The same of a version of a transcript or a summary: what works on it stops, and begins anew. */
  forgetVersion(id: string): void;
  /** Where it runs, it stops and waits anew; ends when it has stopped. undefined: it does not run. */
  restart(id: string): Promise<void> | undefined;
  onSettingsChanged(): void;
  /** What runs stops, and is taken up at the next start. */
  close(): Promise<void>;
}

const usualTimes: Times = {
  backOffMs: [2_000, 10_000, 60_000],
  timeoutMs: 120 * 60_000,
  stopMs: 1_500,
  lookMs: 10_000,
  tellMs: 200,
};

export function createQueue(parts: QueueParts): JobQueue {
  const { library, emit, settings, power, log } = parts;
  const times = { ...usualTimes, ...parts.times };
  const pace = createPace();
  const show = (row: StoredJob) => toJob(row, pace.msLeft(row));
  const telling = createTelling((ids) => {
    let jobs: Job[];
    try {
      jobs = knownJobs(library.db, ids).map(show);
    } catch {
      // Nothing to tell of a library that can't be read.
      return;
    }
    if (jobs.length > 0) emit('jobs.changed', { jobs });
  }, times.tellMs);

  let told = '';
  function look(): Queue {
    const now = lookAtGate(settings.get(), power);
    const shape = JSON.stringify(now);
    if (told !== '' && told !== shape) emit('jobs.queueChanged', now);
    told = shape;
    return now;
  }

  const lanes = createLanes({
    ...parts,
    pace,
    times,
    isOpen: () => look().waitsFor === null,
    changed: telling.add,
  });

  async function cancel(ids: readonly string[], why: ErrorShape | null): Promise<void> {
    let left: Promise<void>;
    try {
      library.withReserve(() => {
        cancelJobs(library.db, ids, why);
      });
    } finally {
      // Where that can't be written, the work stops all the same, and the row follows once it can.
      left = lanes.stop(ids, 'cancelled');
      telling.add(ids);
    }
    await left;
  }

  return {
    handlers: jobHandlers({ library, settings, lanes, telling, emit, look, show, cancel }),
    add(job) {
      const id = addJob(library.db, { priority: 0, ...job });
      telling.add([id]);
      // Not within the call: whoever adds may have more to write.
      setImmediate(lanes.wake);
      return show(getJob(library.db, id));
    },
    find(id) {
      const { kind, state, options, position } = getJob(library.db, id);
      const read = (text: string | null) => (text === null ? null : (JSON.parse(text) as unknown));
      return { kind, state, options: read(options), position: read(position) };
    },
    isUnderWay: (id) =>
      knownJobs(library.db, [id]).some(({ state }) => state === 'queued' || state === 'running'),
    underWay: (meetingId) =>
      jobsOf(library.db, [meetingId])
        .filter(({ state }) => state === 'queued' || state === 'running')
        .map(show),
    optionsOf: (id) => JSON.parse(getJob(library.db, id).options) as unknown,
    wake: lanes.wake,
    isAtWork: lanes.isAtWork,
    recover(andRun) {
      lanes.recover();
      if (andRun) lanes.wake();
    },
    cancelFor(meetingIds, message, kinds = jobKinds) {
      const jobs = jobsOf(library.db, meetingIds).filter(({ kind }) => kinds.includes(kind));
      const ids = jobs.map(({ id }) => id);
      if (ids.length === 0) return;
      cancel(ids, new AppError('cancelled', message).toShape()).catch((error: unknown) => {
        log.error('the end of a job was not saved', { code: wrapError(error).code });
      });
    },
    leave(meetingIds) {
      library.withReserve(() => {
        handOver(library.db, meetingIds);
      });
      const ids = jobsOf(library.db, meetingIds).map(({ id }) => id);
      const left = lanes.stop(ids, 'abandoned');
      return async () => {
        await left;
        if (ids.length > 0) emit('jobs.dismissed', { ids });
      };
    },
    forget(meetingIds) {
      rewritePositions(library.db, meetingIds, ({ kind, options, position }) =>
        parts.kinds[kind].forget?.(options, position, meetingIds),
      );
    },
    forgetVersion(id) {
      void lanes.stop(dropPositions(library.db, id), 'outdated');
    },
    restart: lanes.restart,
    onSettingsChanged: lanes.next,
    async close() {
      await lanes.close();
      telling.close();
    },
  };
}
