import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Job } from '../../src-main/contract/jobs.ts';
import { integrityOf } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { childrenOf, isAlive } from '../support/processes.ts';
import { startProgram, type Program } from '../support/program.ts';
import { randomFrom } from '../support/random.ts';
import { madeIn, makeSampleJob } from '../support/sample-job.ts';
import { seed } from '../support/seed.ts';
import { sharedHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const KILLS = 20;
const random = randomFrom(seed);
const program = join(import.meta.dirname, '../support/job-program.ts');
const says = (running: Program, state: Job['state']) =>
  running.lines.some((line) => line.startsWith(`${state} `));
const ended = (running: Program) => says(running, 'done') || says(running, 'failed');

const copies = sharedHome();
let lastCopy = 0;
const copyOf = () => {
  const copy = join(copies, String((lastCopy += 1)));
  cpSync(waiting, copy, { recursive: true });
  return copy;
};

const waiting = sharedHome();
let known: Promise<{ made: unknown[]; tookMs: number }> | undefined;

/** A library with a job that waits, what it makes when nothing goes wrong, and how long that takes. */
const undisturbed = () => (known ??= runUndisturbed());
async function runUndisturbed() {
  await makeSampleJob(waiting);
  const copy = copyOf();
  const running = startProgram(program, [copy]);
  await until('it runs', () => says(running, 'running'));
  const started = performance.now();
  await until('it has ended', () => ended(running));
  const tookMs = performance.now() - started;
  await running.kill();
  const made = madeIn(copy);
  expect(made[0]).toMatchObject([{ state: 'complete' }]);
  expect(made[1]).not.toHaveLength(0);
  expect(made[3]).toMatchObject([{ state: 'done', error: null }]);
  console.info(`undisturbed: ${tookMs.toFixed(0)} ms`);
  return { made, tookMs };
}

test('kill -9 of main at twenty random moments of a job: the transcript is that of an undisturbed run', async () => {
  const { made, tookMs } = await undisturbed();
  let home = copyOf();
  const finished: string[] = [];
  let kills = 0;
  while (kills < KILLS || !finished.includes(home)) {
    const running = startProgram(program, [home]);
    await until('it runs', () => says(running, 'running') || ended(running));
    if (kills < KILLS)
      await Promise.race([delay(random(Math.ceil(tookMs / 3))), until('it has ended', () => ended(running))]);
    else await until('it has ended', () => ended(running));
    const isEnded = ended(running);
    await running.kill();
    expect(integrityOf(home)).toBe('ok');
    if (!isEnded) {
      kills += 1;
      continue;
    }
    finished.push(home);
    if (kills < KILLS) home = copyOf();
  }
  for (const one of finished) expect(madeIn(one)).toEqual(made);
  console.info(`${kills} kills of main in ${finished.length} jobs`);
});

/** Those that have loaded the speech engine. */
const speechChildren = () =>
  childrenOf(process.pid).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/maps`, 'latin1').includes('whisper');
    } catch {
      return false;
    }
  });

test('an engine that hangs in the middle of a job is ended, and the job goes on: the same', async () => {
  const { made } = await undisturbed();
  const home = copyOf();
  const core = openTestCore(home, { engineSilentMs: 12_000, jobTimes: { tellMs: 1 } });
  const { api } = core.connect();
  const look = async () => (await api.jobs.list()).jobs[0];
  await until('it got on', async () => ((await look())?.doneMs ?? 0) > 0);
  const [pid = 0] = speechChildren();
  process.kill(pid, 'SIGSTOP');
  await until('it has ended', async () => (await look())?.state === 'done');
  expect(isAlive(pid)).toBe(false);
  expect(await api.diagnostics.metrics()).toMatchObject({
    counters: expect.arrayContaining([{ name: 'engine crashes', value: 1 }]) as unknown,
  });
  await core.close();
  expect(madeIn(home)).toEqual(made);
});

test('kill -9 of any child at twenty random moments of a job: the same, and it need not be begun anew', async () => {
  const { made, tookMs } = await undisturbed();
  let kills = 0;
  for (let jobs = 0; kills < KILLS; jobs += 1) {
    expect(jobs).toBeLessThan(KILLS);
    const home = copyOf();
    const core = openTestCore(home, { jobTimes: { backOffMs: [1, 1, 1], tellMs: 1 } });
    const { api } = core.connect();
    const look = async () => (await api.jobs.list()).jobs[0];
    const isEnded = (job?: Job) => job?.state === 'done' || job?.state === 'failed';
    for (let killedAt = -1; ;) {
      // Never twice on one chunk: that one would be passed over.
      const job = await until('it got on', async () => {
        const now = await look();
        return now && (now.doneMs > killedAt || isEnded(now)) && now;
      });
      if (isEnded(job)) {
        expect(job.attempts).toBe(1);
        break;
      }
      await delay(random(Math.ceil(tookMs / 6)));
      const children = childrenOf(process.pid);
      const pid = children[random(children.length)];
      const now = await look();
      if (pid === undefined || kills >= KILLS || isEnded(now)) continue;
      process.kill(pid, 'SIGKILL');
      killedAt = now?.doneMs ?? 0;
      kills += 1;
    }
    await core.close();
    expect(madeIn(home)).toEqual(made);
  }
});
