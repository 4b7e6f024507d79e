import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Job } from '../contract/jobs.ts';
import { openTestQueue, takeSteps, type Steps } from '../../test/support/job-queue.ts';
import { until } from '../../test/support/until.ts';
import { AppError } from '../rpc/errors.ts';
import type { RunningJob } from './types.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });
const crash = (stderr = '') => new AppError('engine_crashed', 'The engine stopped.', { stderr });
const missing = '00000000-0000-4000-8000-000000000000';

/** A queue that writes down what it runs, and runs nothing until `resume`. */
function openPaused() {
  const order: string[] = [];
  const opened = openTestQueue({
    stored: { queuePaused: true },
    run: (job) => {
      order.push(job.id);
      return takeSteps(job);
    },
  });
  return { ...opened, order };
}

test('a job runs to its end, step after step, and says how far it is', async () => {
  const { api, add, reached, steps } = openTestQueue();
  const heard: Job[] = [];
  api.changed(({ jobs }) => heard.push(...jobs));
  await api.list();
  const id = add({ steps: 5, stepMs: 30 });
  const done = await reached(id, 'done');
  expect(done).toMatchObject({ attempts: 1, doneMs: 5000, totalMs: 5000, msLeft: null, error: null });
  expect(done).toMatchObject({ kind: 'transcribe', title: 'Talk', priority: 0, retryAt: null });
  expect(done.endedAt).toBeGreaterThanOrEqual(done.startedAt ?? Infinity);
  expect(steps(id)).toBe(5);
  await until('the end is heard of', () => heard.at(-1)?.state === 'done');
  expect(heard[0]).toMatchObject({ id, doneMs: 0 });
  const onTheWay = heard.filter(({ doneMs }) => doneMs > 0 && doneMs < 5000);
  expect(onTheWay.length).toBeGreaterThan(0);
  for (const job of onTheWay)
    expect(job).toMatchObject({ state: 'running', msLeft: expect.any(Number) as unknown });
});

test('many changes are told together', async () => {
  const { api, add, reached } = openTestQueue({ times: { tellMs: 100 } });
  let told = 0;
  api.changed(() => (told += 1));
  await api.list();
  const started = performance.now();
  const id = add({ steps: 200 });
  await reached(id, 'done');
  const most = (performance.now() - started) / 100 + 2;
  expect(told).toBeLessThanOrEqual(most);
});

test('one at a time, those of higher priority first, and among equals in the order they came', async () => {
  let atWork = 0;
  const order: string[] = [];
  const { api, add, reached } = openTestQueue({
    stored: { queuePaused: true },
    async run(job) {
      order.push(job.id);
      expect((atWork += 1)).toBe(1);
      await takeSteps(job);
      atWork -= 1;
    },
  });
  const [low, first, second, high] = [add({ steps: 2 }, -1), add(), add(), add({ steps: 2 }, 5)];
  const expected = [high, first, second, low];
  expect((await api.list()).jobs.map(({ id }) => id)).toEqual(expected);
  await api.resume();
  await reached(low, 'done');
  expect(order).toEqual(expected);
  // The latest end first.
  expect((await api.list()).jobs.map(({ id }) => id)).toEqual([...expected].reverse());
});

test('a summary by a model waits for a transcription, and one by rules does not', async () => {
  const { api, queue, add, meeting, reached } = openTestQueue();
  const transcription = add({ steps: 100_000 });
  const summary = (options: Steps) =>
    queue.add({ kind: 'summarize', meetingId: meeting(), options, priority: 0 }).id;
  const byModel = summary({ steps: 1, isByModel: true });
  const byRules = summary({ steps: 1 });
  await reached(byRules, 'done');
  expect(await api.get({ id: byModel })).toMatchObject({ state: 'queued' });
  expect(await api.get({ id: transcription })).toMatchObject({ state: 'running' });
  await api.cancel({ ids: [transcription] });
  await reached(byModel, 'done');
});

test('the order is changed by hand, and kept', async () => {
  const { api, add, reached, order } = openPaused();
  const [a, b, c, d] = [add(), add(), add(), add(undefined, 3)];
  const ids = async () => (await api.list()).jobs.map(({ id }) => id);
  expect(await ids()).toEqual([d, a, b, c]);
  await api.move({ id: c, before: a });
  expect(await ids()).toEqual([d, c, a, b]);
  // It takes the priority of the one before which it goes.
  expect((await api.move({ id: b, before: d })).jobs).toMatchObject([{ priority: 3 }]);
  expect(await ids()).toEqual([b, d, c, a]);
  expect((await api.move({ id: b, before: null })).jobs).toMatchObject([{ priority: 0 }]);
  expect(await ids()).toEqual([d, c, a, b]);
  await api.move({ id: a, before: a });
  await api.setPriority({ ids: [a, b], priority: 4 });
  expect(await ids()).toEqual([a, b, d, c]);
  await api.resume();
  await reached(c, 'done');
  expect(order).toEqual([a, b, d, c]);
  await expect(api.move({ id: a, before: null })).rejects.toEqual(refusal('conflict'));
  await expect(api.move({ id: missing, before: a })).rejects.toEqual(refusal('not_found'));
});

test('a clock that was set back keeps no job from its next try', async () => {
  let tries = 0;
  const { add, api, reached, library } = openTestQueue({
    times: { backOffMs: [60_000] },
    run: () => ((tries += 1) === 1 ? Promise.reject(crash('once')) : Promise.resolve()),
  });
  const id = add();
  await until('it waits for its next try', async () => (await api.get({ id })).retryAt !== null);
  library.db.run('UPDATE jobs SET retry_at = retry_at - 30000');
  await reached(add(), 'done');
  expect(await api.get({ id })).toMatchObject({ state: 'queued', attempts: 1 });
  library.db.run('UPDATE jobs SET retry_at = retry_at + 3600000');
  add();
  await reached(id, 'done');
});

test('what may pass is tried again after a while, and fails after three tries that got no further', async () => {
  const positions: unknown[] = [];
  const { add, reached, api, said, steps } = openTestQueue({
    times: { backOffMs: [1_000_000, 1, 1] },
    run(job) {
      positions.push([job.position, job.failures]);
      if (job.position === null) job.commit({ position: 1, doneMs: 1000, totalMs: 2000 });
      return Promise.reject(crash('loading model from /home/me/My talks/secret.bin\nat 3.5 ms'));
    },
  });
  const id = add();
  const waiting = await until('it waits for its next try', async () => {
    const job = await api.get({ id });
    return job.retryAt !== null && job;
  });
  expect(waiting).toMatchObject({ state: 'queued', error: { code: 'engine_crashed' } });
  // Whoever asks need not wait.
  await api.retry({ ids: [id] });
  const failed = await reached(id, 'failed');
  expect(failed).toMatchObject({ attempts: 4, retryAt: null, doneMs: 1000 });
  expect(failed.error).toEqual({
    code: 'engine_crashed',
    message: 'The engine stopped.',
    details: { stderr: 'loading model from …\nat 3.5 ms' },
  });
  expect(positions).toEqual([
    [null, 0],
    [1, 1],
    [1, 2],
    [1, 3],
  ]);
  expect(said).toContain('a job failed');
  expect(steps(id)).toBe(0);
});

test('a step forward resets the count of tries', async () => {
  const { add, reached } = openTestQueue({
    run(job) {
      const step = ((job.position as number | null) ?? 0) + 1;
      if (job.failures === 2) job.commit({ position: step, doneMs: step * 1000, totalMs: 5000 });
      return job.position === 5 ? Promise.resolve() : Promise.reject(crash());
    },
  });
  expect(await reached(add(), 'done', 'failed')).toMatchObject({ state: 'done', attempts: 11, error: null });
});

test('other errors fail at once, in plain words, and the next job runs', async () => {
  const { add, reached } = openTestQueue({
    run: (job) =>
      (job.options as Steps).steps === 0
        ? Promise.reject(new AppError('no_model', 'There is no model.', { path: '/home/me/x', count: 3 }))
        : takeSteps(job),
  });
  const [bad, good] = [add({ steps: 0 }), add()];
  expect((await reached(bad, 'failed')).error).toEqual({
    code: 'no_model',
    message: 'There is no model.',
    details: { count: 3 },
  });
  expect(await reached(good, 'done')).toMatchObject({ attempts: 1 });
});

test('numbers in a row that was damaged hold up no other', async () => {
  const { api, library, add, queue, reached } = openTestQueue({
    stored: { queuePaused: true },
    run: (job) => ((job.options as Steps).steps === 0 ? Promise.reject(crash()) : takeSteps(job)),
  });
  const [bad, good] = [add({ steps: 0 }), add()];
  const damage =
    'attempts = 9223372036854775807, failures = 9223372036854775807, place = 9223372036854775807';
  library.db.run(`UPDATE jobs SET ${damage} WHERE id = ?`, bad);
  queue.recover(false);
  await api.resume();
  await reached(bad, 'failed');
  await reached(good, 'done');
  await reached(add(), 'done');
});

test('rows of which nobody can tell what was to be done are taken away, and hold up no others', async () => {
  const { api, queue, library, said, add, reached } = openTestQueue({ stored: { queuePaused: true } });
  for (const kind of ['other', '__proto__'])
    library.db.run('UPDATE jobs SET kind = ? WHERE id = ?', kind, add());
  const good = add();
  queue.recover(false);
  await api.resume();
  await reached(good, 'done');
  expect((await api.list()).jobs.map(({ id }) => id)).toEqual([good]);
  expect(said).toContain('jobs that can not be read were removed');
});

test('a job whose work is taken away under its hands is cancelled, and says why', async () => {
  const gone = new AppError('cancelled', 'The transcript was removed.');
  const { add, reached } = openTestQueue({ run: () => Promise.reject(gone) });
  const ended = await reached(add(), 'failed', 'cancelled');
  expect(ended).toMatchObject({ state: 'cancelled', error: gone.toShape(), retryAt: null });
  expect(ended.endedAt).not.toBeNull();
});

test('a job that says nothing for too long is stopped with its engine and tried again', async () => {
  const { add, reached, restarts, steps } = openTestQueue({
    times: { timeoutMs: 40 },
    async run(job) {
      if (job.failures > 0) return takeSteps(job);
      for (let beat = 0; beat < 20; beat += 1) {
        await delay(5);
        job.alive();
      }
      job.commit({ position: 0, doneMs: 0, totalMs: 3000 });
      // And does not even hear that it is to stop.
      return new Promise(() => undefined);
    },
  });
  const id = add();
  expect(await reached(id, 'done', 'failed')).toMatchObject({ state: 'done', attempts: 2 });
  expect(restarts()).toBeGreaterThan(0);
  expect(steps(id)).toBe(3);
});

test('a job that is cancelled stops at once, and what it writes afterwards is refused', async () => {
  let late: unknown;
  let left: RunningJob | undefined;
  const { api, add, reached, restarts, steps } = openTestQueue({
    async run(job) {
      if ((job.options as Steps).steps === 1) return takeSteps(job);
      left = job;
      // Deaf to the signal.
      await new Promise(() => undefined);
    },
  });
  const id = add({ steps: 2 });
  const next = add({ steps: 1 });
  const job = await until('it runs', () => left);
  const { jobs } = await api.cancel({ ids: [id] });
  expect(jobs).toMatchObject([{ state: 'cancelled', error: null, attempts: 1 }]);
  expect(restarts()).toBe(1);
  expect(job.signal.aborted).toBe(true);
  try {
    job.commit({ position: 1, doneMs: 1000, totalMs: 2000 }, (db) =>
      db.run('INSERT INTO written VALUES (?, 1)', id),
    );
  } catch (error) {
    late = error;
  }
  expect(late).toEqual(refusal('cancelled'));
  expect(steps(id)).toBe(0);
  await reached(next, 'done');
  expect(await api.get({ id })).toMatchObject({ state: 'cancelled', doneMs: 0 });
});

test('what was cancelled waits or ends as it is, and goes on where it stopped when it is tried again', async () => {
  const { api, add, reached, steps } = openTestQueue();
  const [first, second] = [add({ steps: 30, stepMs: 3 }), add()];
  await until('it has got on', async () => (await api.get({ id: first })).doneMs > 2000);
  await api.cancel({ ids: [second, first] });
  const { doneMs } = await api.get({ id: first });
  expect(steps(first)).toBe(doneMs / 1000);
  expect(await api.get({ id: second })).toMatchObject({ state: 'cancelled', attempts: 0 });
  // Cancelling what has ended changes nothing.
  const before = await api.list();
  await api.cancel({ ids: [first] });
  expect(await api.list()).toEqual(before);
  await api.retry({ ids: [second, first] });
  // A step twice would break the table's key.
  expect(await reached(first, 'done')).toMatchObject({ attempts: 2, endedAt: expect.any(Number) as unknown });
  expect(steps(first)).toBe(30);
  await reached(second, 'done');
  await expect(api.retry({ ids: [first, missing] })).rejects.toEqual(refusal('not_found'));
});

test('pause lets the chunk in hand be finished, lasts over a restart, and resume goes on', async () => {
  const first = openTestQueue();
  const queues: unknown[] = [];
  first.api.queueChanged((queue) => queues.push(queue));
  const id = first.add({ steps: 20, stepMs: 5 });
  await until('it has begun', () => first.steps(id) > 2);
  const paused = { isPaused: true, waitsFor: 'resume', canTellIdle: false };
  expect(await first.api.pause()).toEqual(paused);
  const stopped = await first.reached(id, 'queued');
  expect(first.steps(id)).toBe(stopped.doneMs / 1000);
  expect(queues).toEqual([paused]);
  await first.close();

  const { home, stored } = first;
  const second = openTestQueue({ home, stored });
  second.queue.recover(true);
  expect((await second.api.list()).queue).toEqual(paused);
  const other = second.add();
  await delay(50);
  expect(await second.states()).toEqual(['queued', 'queued']);
  expect(await second.api.resume()).toEqual({ ...paused, isPaused: false, waitsFor: null });
  await second.reached(other, 'done');
  expect(await second.api.get({ id })).toMatchObject({ state: 'done', attempts: 2 });
  expect(second.steps(id)).toBe(20);
});

test.each([
  ['mains', { onlyOnMains: true }],
  ['idle', { onlyWhenIdle: true }],
] as const)(
  'it waits for %s where the settings say so, also in the middle of a job',
  async (waitsFor, stored) => {
    const power = { isGood: false };
    const { api, add, reached, steps, states } = openTestQueue({
      stored,
      power: { onMains: () => power.isGood, idleSeconds: () => (power.isGood ? 600 : 3) },
    });
    const heard: unknown[] = [];
    api.queueChanged((queue) => heard.push(queue.waitsFor));
    expect((await api.list()).queue).toEqual({ isPaused: false, waitsFor, canTellIdle: true });
    const id = add({ steps: 30, stepMs: 3 });
    await delay(50);
    expect(await states()).toEqual(['queued']);
    power.isGood = true;
    await until('it has begun', () => steps(id) > 2);
    power.isGood = false;
    await reached(id, 'queued');
    expect(steps(id)).toBeLessThan(30);
    power.isGood = true;
    await reached(id, 'done');
    expect(steps(id)).toBe(30);
    expect(heard).toEqual([null, waitsFor, null]);
  },
);

test('close stops what runs at its last step, and the next start takes it up', async () => {
  const first = openTestQueue();
  const id = first.add({ steps: 40, stepMs: 5 });
  await until('it has begun', () => first.steps(id) > 2);
  await first.close();
  const second = openTestQueue({ home: first.home });
  const before = await second.api.get({ id });
  expect(before).toMatchObject({ state: 'queued', doneMs: second.steps(id) * 1000 });
  second.queue.recover(true);
  expect(await second.reached(id, 'done')).toMatchObject({ attempts: 2 });
  expect(second.steps(id)).toBe(40);
});

test('what was running when the process died is queued again; without a need to run, it waits', async () => {
  const { api, add, queue, library, reached, meeting } = openTestQueue({ stored: { queuePaused: true } });
  const id = add();
  library.db.run(`UPDATE jobs SET state = 'running', attempts = 1`);
  queue.recover(false);
  expect(await api.get({ id })).toMatchObject({ state: 'queued', attempts: 1 });
  await api.resume();
  await reached(id, 'done');
  expect(queue.underWay(meeting())).toEqual([]);
});

test('a library that is replaced takes its own jobs along, and the run of the old one writes no more', async () => {
  const runs: RunningJob[] = [];
  const { add, queue, reached, library } = openTestQueue({
    run(job) {
      runs.push(job);
      return runs.length === 1 ? new Promise(() => undefined) : takeSteps(job);
    },
  });
  const id = add();
  await until('it runs', () => runs.length > 0);
  const { name } = library.backUp('manual');
  library.restore(name);
  queue.recover(true);
  expect(() => {
    runs[0]?.commit({ position: 1, doneMs: 1, totalMs: null });
  }).toThrow('stopped');
  expect(await reached(id, 'done')).toMatchObject({ attempts: 2 });
});

test('jobs end with their meetings', async () => {
  const { api, add, meeting, queue, library } = openTestQueue();
  const meetingId = meeting();
  const id = add({ steps: 1000, stepMs: 5 }, 0, meetingId);
  expect(queue.underWay(meetingId)).toMatchObject([{ id }]);
  queue.cancelFor([meetingId], 'The meeting was moved to the trash.');
  expect(await api.get({ id })).toMatchObject({
    state: 'cancelled',
    error: { code: 'cancelled', message: 'The meeting was moved to the trash.' },
  });
  library.db.run('UPDATE meetings SET trashed_at = 1 WHERE id = ?', meetingId);
  await expect(api.retry({ ids: [id] })).rejects.toEqual(refusal('conflict'));
  expect(() => add(undefined, 0, meetingId)).toThrow('in the trash');
  expect(() => add(undefined, 0, missing)).toThrow('does not exist');
  const gone = vi.fn();
  api.dismissed(gone);
  await api.list();
  const tell = queue.leave([meetingId]);
  library.db.run('DELETE FROM meetings WHERE id = ?', meetingId);
  await tell();
  await api.list();
  expect(gone).toHaveBeenCalledWith({ ids: [id] });
  await expect(api.get({ id })).rejects.toEqual(refusal('not_found'));
});

test('dismiss takes away what has ended and nothing else', async () => {
  const { api, add, reached } = openTestQueue();
  const [first, second, third] = [add(), add(), add({ steps: 1000, stepMs: 5 })];
  await reached(third, 'running');
  expect(await api.dismiss({ ids: [second, third, missing] })).toEqual({ ids: [second] });
  expect(await api.dismiss()).toEqual({ ids: [first] });
  expect((await api.list()).jobs.map(({ id }) => id)).toEqual([third]);
});

test('of thousands that have ended, the list has the latest', async () => {
  const { api, add, library } = openTestQueue({ stored: { queuePaused: true } });
  const waiting = add();
  library.db.run(
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 3000)
     INSERT INTO jobs (id, kind, meeting_seq, state, priority, place, options, created_at, ended_at)
     SELECT printf('00000000-0000-4000-8000-%012d', n), 'redo', 1, 'done', 0, 0, '{}', n, n FROM numbers`,
  );
  const { jobs } = await api.list();
  expect(jobs.map(({ id, endedAt }) => (id === waiting ? 'waiting' : endedAt))).toEqual([
    'waiting',
    ...Array.from({ length: 200 }, (_, index) => 3000 - index),
  ]);
});

test.each(['', '{"code":', '7', '[]', '{"code": 3}', '{"code": "timed_out", "message": "x"}'])(
  'an error that can not be read, %j, hides no job',
  async (junk) => {
    const { api, add, reached, library } = openTestQueue({
      run: (job) => ((job.options as Steps).steps === 0 ? Promise.reject(crash()) : takeSteps(job)),
      times: { backOffMs: [] },
    });
    const [bad, good] = [add({ steps: 0 }), add()];
    await reached(good, 'done');
    library.db.run('UPDATE jobs SET error = ? WHERE id = ?', junk, bad);
    expect((await api.list()).jobs).toMatchObject([
      { id: good, error: null },
      { id: bad, state: 'failed', error: { code: 'internal', details: {} } },
    ]);
    await api.retry({ ids: [bad] });
    expect((await reached(bad, 'failed')).error).toMatchObject({ code: 'engine_crashed' });
  },
);

test.each(['options', 'position'])(
  'a job whose %s can not be read fails, and the next one runs',
  async (column) => {
    const { api, add, reached, library } = openTestQueue({ stored: { queuePaused: true } });
    const [bad, good] = [add(), add()];
    library.db.run(`UPDATE jobs SET ${column} = '{' WHERE id = ?`, bad);
    await api.resume();
    await reached(good, 'done');
    expect(await api.get({ id: bad })).toMatchObject({ state: 'failed', error: { code: 'internal' } });
  },
);

test('two windows hear the same and see the same', async () => {
  const { api, open, add, reached } = openTestQueue();
  const other = open();
  const heard = [new Map<string, Job>(), new Map<string, Job>()];
  for (const [index, window] of [api, other].entries()) {
    window.changed(({ jobs }) => {
      for (const job of jobs) heard[index]?.set(job.id, job);
    });
    await window.list();
  }
  const ids = [add(), add(), add({ steps: 500, stepMs: 5 })];
  await other.cancel({ ids: ids.slice(2) });
  await reached(ids[1] ?? '', 'done');
  await api.retry({ ids: ids.slice(2) });
  await api.cancel({ ids: ids.slice(2) });
  const { jobs } = await other.list();
  expect(await api.list()).toMatchObject({ jobs });
  await until('both have heard all', () =>
    heard.every((own) =>
      jobs.every((job) => own.get(job.id)?.state === job.state && own.get(job.id)?.attempts === job.attempts),
    ),
  );
});
