import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Api, MeetMemo } from '../../src-main/contract/index.ts';
import type { Job } from '../../src-main/contract/jobs.ts';
import { jobs } from '../../src-main/contract/jobs.ts';
import { openSettings } from '../../src-main/features/settings/settings.ts';
import { createMeetings } from '../../src-main/features/meetings/changes.ts';
import { createQueue } from '../../src-main/jobs/create-queue.ts';
import type { Power } from '../../src-main/jobs/gate.ts';
import type { Times } from '../../src-main/jobs/lanes.ts';
import type { RunningJob } from '../../src-main/jobs/types.ts';
import { connect } from '../../src-main/rpc/connect.ts';
import { createEventBus } from '../../src-main/rpc/events.ts';
import { portPair } from '../../src-main/rpc/port.ts';
import { routes, serve } from '../../src-main/rpc/serve.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import { tempHome } from './temp-home.ts';
import { until } from './until.ts';

/** Longer than the tests' patience: what should not depend on it does not pass by it. */
const never = 1_000_000;
const quickTimes: Times = {
  backOffMs: [5, 10, 15],
  timeoutMs: never,
  stopMs: 200,
  lookMs: 20,
  tellMs: 10,
};

export interface Steps {
  steps: number;
  stepMs?: number;
  /** Of a summary: it wants the lane of models. */
  isByModel?: boolean;
}

/** Commits so many steps, each with a row of its own. */
export async function takeSteps(job: RunningJob): Promise<void> {
  const { steps, stepMs = 1 } = job.options as Steps;
  for (let step = (job.position as number | null) ?? 0; step < steps; step += 1) {
    await delay(stepMs, undefined, { signal: job.signal });
    job.commit({ position: step + 1, doneMs: (step + 1) * 1000, totalMs: steps * 1000 }, (db) => {
      db.run('INSERT INTO written VALUES (?, ?)', job.id, step);
    });
  }
}

interface QueueOptions {
  home?: string;
  run?: (job: RunningJob) => Promise<void>;
  times?: Partial<Times>;
  power?: Power;
  /** The settings as they were written last. */
  stored?: Record<string, unknown>;
}

/** The real queue over a real library, with kinds of job made for the test. */
export function openTestQueue(options: QueueOptions = {}) {
  const { home = tempHome(), run = takeSteps, times, power, stored = {} } = options;
  const library = openLibrary({ home, migrations });
  library.db.exec('CREATE TABLE IF NOT EXISTS written (job TEXT, step INTEGER, PRIMARY KEY (job, step))');
  const bus = createEventBus<MeetMemo>();
  const settings = openSettings({
    read: () => stored,
    write: (values) => {
      Object.assign(stored, values);
    },
  });
  const said: string[] = [];
  const say = (message: string) => void said.push(message);
  let restarts = 0;
  const kind = { laneOf: () => 'models' as const, run };
  const queue = createQueue({
    library,
    kinds: {
      transcribe: kind,
      redo: kind,
      summarize: { laneOf: (options) => ((options as Steps).isByModel ? 'models' : 'text'), run },
      export: { laneOf: () => 'files', run },
    },
    emit: bus.emit,
    settings,
    power: power ?? { onMains: () => true, idleSeconds: () => null },
    log: { debug: say, info: say, warn: say, error: say },
    restartEngine: () => (restarts += 1),
    times: { ...quickTimes, ...times },
  });
  settings.onChange(queue.onSettingsChanged);
  const all = routes({ jobs }, { jobs: queue.handlers });
  const open = (): Api['jobs'] => {
    const [near, far] = portPair();
    serve({ jobs }, all, bus as never, far, { checkOutput: true });
    return connect({ jobs }, () => near).api.jobs;
  };
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await queue.close();
    library.close();
  };
  onTestFinished(close);
  const api = open();
  const meeting = (title = 'Talk') => createMeetings(library.db, [{ title }])[0] ?? '';
  return {
    ...{ api, open, queue, library, settings, stored, said, close, home },
    restarts: () => restarts,
    meeting,
    add: (work: Steps = { steps: 3 }, priority = 0, meetingId = meeting()) =>
      queue.add({ kind: 'transcribe', meetingId, options: work, priority }).id,
    /** Waits until a job is in one of these states. */
    reached: (id: string, ...states: Job['state'][]) =>
      until(`a job is ${states.join(' or ')}`, async () => {
        const job = await api.get({ id });
        return states.includes(job.state) && job;
      }),
    steps: (id: string) =>
      library.db.all<{ step: number }>('SELECT step FROM written WHERE job = ? ORDER BY step', id).length,
    states: async () => (await api.list()).jobs.map(({ state }) => state),
  };
}
