import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import type { Job } from '../../src-main/contract/jobs.ts';
import type { Host } from '../../src-main/core/host.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { importSound } from '../support/import-sound.ts';
import { tempHome } from '../support/temp-home.ts';
import { toneWav } from '../support/tones.ts';
import { until } from '../support/until.ts';

/** A library whose last process left jobs behind: one at work, one waiting. */
async function openWithJobs(more: Partial<Host> = {}, queuePaused = true) {
  const home = tempHome();
  const before = openTestCore(home);
  const { api } = before.connect();
  await api.settings.update({ queuePaused });
  const sound = await importSound(api, 'talk.wav', new Uint8Array(toneWav()));
  const { id: silent } = await api.meetings.create({ title: 'No sound' });
  await before.close();
  const db = new Database(join(home, 'library.db'));
  const insert = db.prepare(
    `INSERT INTO jobs (id, kind, meeting_seq, state, priority, place, options, created_at)
     SELECT ?, 'transcribe', seq, ?, 0, ?, '{}', 1 FROM meetings WHERE id = ?`,
  );
  const ids = [randomUUID(), randomUUID()] as const;
  insert.run(ids[0], 'running', 1, sound);
  insert.run(ids[1], 'queued', 2, silent);
  db.close();
  const core = openTestCore(home, more);
  return { core, api: core.connect().api, sound, silent, ids };
}

const states = (jobs: readonly Job[]) => jobs.map(({ id, state }) => [id, state]);

test('jobs that a process left behind wait in their order', async () => {
  const { api, ids } = await openWithJobs();
  const { jobs, queue } = await api.jobs.list();
  expect(states(jobs)).toEqual(ids.map((id) => [id, 'queued']));
  expect(queue).toEqual({ isPaused: true, waitsFor: 'resume', canTellIdle: false });
});

test('with the queue open they are taken up; by a command that leaves them they are not', async () => {
  const { api, ids } = await openWithJobs({}, false);
  await until('both are taken up', async () =>
    (await api.jobs.list()).jobs.every(({ attempts }) => attempts > 0),
  );
  const command = await openWithJobs({ leavesJobs: true }, false);
  await command.api.settings.update({ onlyOnMains: true });
  const { jobs } = await command.api.jobs.list();
  expect(jobs.map(({ state, attempts }) => [state, attempts])).toEqual(ids.map(() => ['queued', 0]));
  await command.api.jobs.resume();
  await until('they are taken up', async () =>
    (await command.api.jobs.list()).jobs.every(({ attempts }) => attempts > 0),
  );
});

test('jobs end when their meeting goes into the trash, with its sound, and for good', async () => {
  const { api, sound, silent, ids } = await openWithJobs();
  const dismissed = vi.fn();
  api.jobs.dismissed(dismissed);
  const changed = new Map<string, string>();
  api.jobs.changed(({ jobs }) => {
    for (const { id, state } of jobs) changed.set(id, state);
  });
  await api.audio.remove({ meetingIds: [sound] });
  expect(await api.jobs.get({ id: ids[0] })).toMatchObject({
    state: 'cancelled',
    error: { code: 'cancelled', message: 'The sound was removed.' },
  });
  await api.meetings.trash({ ids: [silent] });
  expect((await api.jobs.get({ id: ids[1] })).error).toMatchObject({
    message: 'The meeting was moved to the trash.',
  });
  await expect(api.jobs.retry({ ids: [ids[1]] })).rejects.toMatchObject({ code: 'conflict' });
  await until('it is told', () => changed.size === 2);
  expect([...changed.values()]).toEqual(['cancelled', 'cancelled']);
  await api.meetings.purge({ ids: [silent] });
  await until('it is told', () => dismissed.mock.calls.length > 0);
  expect(dismissed).toHaveBeenCalledExactlyOnceWith({ ids: [ids[1]] });
  expect(states((await api.jobs.list()).jobs)).toEqual([[ids[0], 'cancelled']]);
});

test('a restored backup brings its jobs, in a state that can go on', async () => {
  const { api, ids } = await openWithJobs();
  const { name } = await api.library.backUp();
  await api.jobs.cancel({ ids: [...ids] });
  await api.jobs.dismiss();
  await api.library.restore({ name });
  expect(states((await api.jobs.list()).jobs)).toEqual(ids.map((id) => [id, 'queued']));
});
