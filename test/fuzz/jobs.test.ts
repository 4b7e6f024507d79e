import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Job } from '../../src-main/contract/jobs.ts';
import { AppError, wrapError } from '../../src-main/rpc/errors.ts';
import { openTestQueue, takeSteps, type Steps } from '../support/job-queue.ts';
import { randomFrom } from '../support/random.ts';
import { seed } from '../support/seed.ts';
import { until } from '../support/until.ts';

const JOBS = 50;
const ROUNDS = 300;
const random = randomFrom(seed);
const pick = <T>(items: readonly T[]): T => items[random(items.length)] as T;
const some = (ids: readonly string[]) => Array.from({ length: 1 + random(5) }, () => pick(ids));
const isEnded = ({ state }: Job) => state === 'done' || state === 'failed' || state === 'cancelled';

/** Where each job must stand in the list. */
const rank = ({ state }: Job) => (state === 'running' ? 0 : state === 'queued' ? 1 : 2);

function checkJobs(jobs: readonly Job[], stepsOf: (id: string) => number): void {
  expect(jobs.filter(({ state }) => state === 'running').length).toBeLessThanOrEqual(1);
  for (const [index, job] of jobs.entries()) {
    const { id, doneMs, state, endedAt, error, retryAt, priority, attempts, startedAt } = job;
    // Each step with its rows, or neither.
    expect({ id, doneMs }).toEqual({ id, doneMs: stepsOf(id) * 1000 });
    expect({ id, isEnded: isEnded(job) }).toEqual({ id, isEnded: endedAt !== null });
    expect({ id, begun: attempts > 0 }).toEqual({ id, begun: startedAt !== null });
    if (state === 'done') expect({ id, doneMs, error }).toEqual({ id, doneMs: job.totalMs, error: null });
    if (state === 'failed') expect(['engine_crashed', 'timed_out']).toContain(error?.code);
    if (retryAt !== null) expect({ id, state }).toEqual({ id, state: 'queued' });
    const next = jobs[index + 1];
    if (next) expect(rank(job)).toBeLessThanOrEqual(rank(next));
    if (state === 'queued' && next?.state === 'queued')
      expect(priority).toBeGreaterThanOrEqual(next.priority);
  }
}

test('fifty jobs, cancelled, retried, moved and paused in random order, end in consistent states', async () => {
  const { api, add, steps } = openTestQueue({
    async run(job) {
      const { stepMs = 0 } = job.options as Steps;
      if (random(10) === 0) await new Promise(() => undefined);
      if (random(3) > 0) return takeSteps(job);
      await delay(stepMs);
      throw new AppError('engine_crashed', 'The engine stopped.');
    },
    times: { backOffMs: [2, 4, 6], stopMs: 5, timeoutMs: 40 },
  });
  const ids = Array.from({ length: JOBS }, () => add({ steps: 1 + random(6), stepMs: random(4) }, random(3)));
  const calls: (() => Promise<unknown>)[] = [
    () => api.cancel({ ids: some(ids) }),
    () => api.retry({ ids: some(ids) }),
    () => api.retry({ ids: some(ids) }),
    () => api.move({ id: pick(ids), before: random(4) === 0 ? null : pick(ids) }),
    () => api.setPriority({ ids: some(ids), priority: random(5) - 2 }),
    () => api.pause(),
    () => api.resume(),
    () => delay(random(6)),
  ];
  for (let round = 0; round < ROUNDS; round += 1) {
    const together = Array.from({ length: 1 + random(3) }, () => pick(calls)());
    for (const outcome of await Promise.allSettled(together)) {
      // Only what waits can be moved.
      if (outcome.status === 'rejected') expect(wrapError(outcome.reason).code).toBe('conflict');
    }
    checkJobs((await api.list()).jobs, steps);
  }
  await api.resume();
  const { jobs } = await until('all have ended', async () => {
    const list = await api.list();
    return list.jobs.every(isEnded) && list;
  });
  checkJobs(jobs, steps);
  expect(jobs.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(new Set(jobs.map(({ state }) => state)).size).toBeGreaterThan(1);

  // Whatever became of them: asked to, each goes on where it stopped and gets to its end.
  for (let rest = jobs; rest.length > 0;) {
    await api.retry({ ids: rest.map(({ id }) => id) });
    const list = await until('all have ended', async () => {
      const { jobs: now } = await api.list();
      return now.every(isEnded) && now;
    });
    checkJobs(list, steps);
    rest = list.filter(({ state }) => state !== 'done');
  }
});

test('cancelled at any moment, a job returns at once and leaves whole steps', async () => {
  const { api, add, steps, reached } = openTestQueue();
  let cancelled = 0;
  for (let round = 0; round < 40; round += 1) {
    const id = add({ steps: 8, stepMs: 2 });
    await delay(random(30));
    const { jobs } = await api.cancel({ ids: [id] });
    const [job] = jobs;
    const kept = steps(id);
    expect(job?.doneMs).toBe(kept * 1000);
    await delay(3);
    expect(steps(id)).toBe(kept);
    if (job?.state !== 'cancelled') continue;
    cancelled += 1;
    if (round % 4 === 0) {
      await api.retry({ ids: [id] });
      await reached(id, 'done');
      expect(steps(id)).toBe(8);
    }
  }
  expect(cancelled).toBeGreaterThan(0);
});
