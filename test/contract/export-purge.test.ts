import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { makeMeetings } from '../support/many-meetings.ts';
import { keptIn } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const ended = (api: Api, id: string) =>
  until('it has ended', async () => ['done', 'failed'].includes((await api.jobs.get({ id })).state));

async function purge(api: Api, ids: string[]): Promise<void> {
  await api.meetings.trash({ ids });
  await api.meetings.purge({ ids });
}

test('a meeting that is deleted for good is missing, and all others of the job are written', async () => {
  const [home, folder] = [tempHome(), join(tempHome(), 'out')];
  const meetingIds = await makeMeetings(home, 15);
  const { api } = openTestCore(home).connect();
  const [first = '', second = '', ...others] = meetingIds;
  // The second is written first, so that the first is still to come when it goes.
  const order = [first, ...others, second];
  const { job } = await api.exports.start({ meetingIds: order, formats: ['pdf', 'md'], folder });
  await until('it runs', async () => (await api.jobs.get({ id: job.id })).state === 'running');
  await purge(api, [first, second]);
  await ended(api, job.id);
  expect(await api.jobs.get({ id: job.id })).toMatchObject({ state: 'done', meetingId: others[0] });
  const { missing, files } = await api.exports.report({ jobId: job.id });
  expect(missing.map(({ meetingId }) => meetingId)).toEqual(expect.arrayContaining([second, second]));
  expect(files.length + missing.length).toBe(30);
  expect(readdirSync(folder)).toHaveLength(files.length);

  await purge(api, others);
  await expect(api.jobs.get({ id: job.id })).rejects.toMatchObject({ code: 'not_found' });
});

test('a job that stopped goes on without the meeting that it began with', async () => {
  const [home, folder] = [tempHome(), tempHome()];
  const meetingIds = await makeMeetings(home, 3);
  const first = openTestCore(home, { leavesJobs: true });
  const { api } = first.connect();
  const { job } = await api.exports.start({ meetingIds, formats: ['md'], folder });
  await api.jobs.cancel({ ids: [job.id] });
  const [gone = '', trashed = ''] = meetingIds;
  await purge(api, [gone]);
  await api.meetings.trash({ ids: [trashed] });
  await api.jobs.retry({ ids: [job.id] });
  await ended(api, job.id);
  const { missing, files } = await api.exports.report({ jobId: job.id });
  expect(missing).toMatchObject([{ meetingId: gone, code: 'not_found' }]);
  expect(files).toHaveLength(2);
});

test('what waits to be taken goes with each meeting that is in it', async () => {
  const home = tempHome();
  const meetingIds = await makeMeetings(home, 5);
  const { api } = openTestCore(home).connect();
  const [lone = '', kept = '', ...several] = meetingIds;
  const jobs: string[] = [];
  for (const ids of [[lone], [kept], several]) {
    const { job } = await api.exports.start({ meetingIds: ids, formats: ['md'], folder: null });
    await ended(api, job.id);
    jobs.push(job.id);
  }
  // Dismissed, nobody can tell any more what it holds.
  await api.jobs.dismiss({ ids: jobs.slice(0, 1) });
  await purge(api, [lone, ...several.slice(1, 2)]);
  expect(readdirSync(join(home, 'exports'))).toEqual([`${jobs[1] ?? ''}.zip`]);
  const [, , together = ''] = jobs;
  expect(await api.exports.report({ jobId: together })).toMatchObject({ waits: false });
  await expect(api.exports.take({ jobId: together })).rejects.toMatchObject({ code: 'not_found' });
});

test('a zip that is being written begins anew without what is deleted for good', async () => {
  const home = tempHome();
  const meetingIds = await makeMeetings(home, 12);
  const { api } = openTestCore(home).connect();
  const [first = ''] = meetingIds;
  const { job } = await api.exports.start({ meetingIds, formats: ['md', 'pdf'], folder: null });
  await until('it is at work', async () => (await api.exports.report({ jobId: job.id })).files.length > 0);
  await purge(api, [first]);
  await ended(api, job.id);
  const { missing } = await api.exports.report({ jobId: job.id });
  expect(missing.map(({ meetingId, format }) => [meetingId, format])).toEqual([
    [first, 'md'],
    [first, 'pdf'],
  ]);
  const { data } = await api.exports.take({ jobId: job.id });
  const notes = Object.entries(unzipSync(data)).filter(([name]) => name.endsWith('.md'));
  expect(notes).toHaveLength(11);
  for (const [, content] of notes) expect(new TextDecoder().decode(content)).not.toContain('number 0.');
});

test('what files of a meeting were called goes with it, and the others keep their names', async () => {
  const [home, folder] = [tempHome(), tempHome()];
  const { api } = openTestCore(home).connect();
  const titled = async (title: string) => (await api.meetings.create({ title, notes: 'Words' })).id;
  const [secret, other, empty] = [await titled('Severance'), await titled('Lunch'), await titled('Bare')];
  await api.meetings.update({ id: empty, notes: '' });
  const order = { meetingIds: [empty, secret, other], parts: ['notes' as const], folder };
  const jobs: string[] = [];
  for (const more of [
    { formats: ['md' as const, 'txt' as const] },
    { formats: ['md' as const], zip: true },
  ]) {
    const { job } = await api.exports.start({ ...order, ...more });
    await ended(api, job.id);
    jobs.push(job.id);
  }
  // A zip of one meeting is called after it.
  const alone = { ...order, meetingIds: [secret], formats: ['md' as const, 'txt' as const], zip: true };
  await ended(api, (await api.exports.start(alone)).job.id);
  expect(keptIn(home)).toContain('Severance');
  await purge(api, [secret]);
  const names = async (jobId: string) =>
    (await api.exports.report({ jobId })).files.map(({ name }) => name ?? '-');
  expect(await names(jobs[0] ?? '')).toEqual(['-', '-', 'Lunch.md', 'Lunch.txt']);
  expect(await names(jobs[1] ?? '')).toEqual(['-', 'Lunch.md']);
  expect(keptIn(home)).not.toContain('Severance');
  // They are the person's own files.
  expect(readdirSync(folder)).toContain('Severance.md');
});

test('no name comes back by a job that was at work while its meeting was deleted for good', async () => {
  const [home, folder] = [tempHome(), tempHome()];
  const meetingIds = await makeMeetings(home, 12);
  const { api } = openTestCore(home).connect();
  const [first = '', second = ''] = meetingIds;
  await api.meetings.update({ id: second, title: 'Severance' });
  const { job } = await api.exports.start({ meetingIds, formats: ['md', 'pdf'], folder });
  await until('it is at work', async () => (await api.exports.report({ jobId: job.id })).files.length > 4);
  await purge(api, [first, second]);
  await ended(api, job.id);
  const { files, missing } = await api.exports.report({ jobId: job.id });
  expect(files.map(({ name }) => name).slice(0, 5)).toEqual([null, null, null, null, 'Talk 2.md']);
  expect({ files: files.length, missing }).toEqual({ files: 24, missing: [] });
  expect(keptIn(home)).not.toContain('Severance');
});
