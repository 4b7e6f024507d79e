import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestCore } from '../support/open-test-core.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const today = () => new Date().toLocaleDateString('sv');

/** Three meetings, two of one title, and a folder. */
async function setUp() {
  const folder = join(tempHome(), 'out');
  mkdirSync(folder);
  const { api } = openTestCore().connect();
  const meetingIds: string[] = [];
  for (const title of ['Weekly', 'weekly', 'Other'])
    meetingIds.push((await api.meetings.create({ title, notes: 'New' })).id);
  const start = async (ifThere: 'keepBoth' | 'replace' | 'skip') => {
    const { job } = await api.exports.start({ meetingIds, formats: ['md'], folder, ifThere });
    await until('it is done', async () => (await api.jobs.get({ id: job.id })).state === 'done');
    return api.exports.report({ jobId: job.id });
  };
  const old = () => readdirSync(folder).filter((name) => readFileSync(join(folder, name), 'utf8') === 'Old');
  return { api, folder, meetingIds, start, old };
}

test('which files are there already is told, whatever the case of their letters', async () => {
  const { api, folder, meetingIds } = await setUp();
  writeFileSync(join(folder, 'WEEKLY.md'), 'Old');
  const existing = (zip: boolean, formats: ('md' | 'txt')[] = ['md', 'txt']) =>
    api.exports.existing({ meetingIds, formats, folder, zip });
  expect((await existing(false)).count).toBe(2);
  expect(await existing(false, ['txt'])).toEqual({ names: [], count: 0 });
  const zip = `MeetMemo ${today()}.zip`;
  writeFileSync(join(folder, zip), 'Old');
  expect(await existing(true)).toEqual({ names: [zip], count: 1 });
  const nowhere = join(folder, 'none');
  expect((await api.exports.existing({ meetingIds, formats: ['md'], folder: nowhere })).count).toBe(0);
});

test('a zip of one meeting is called after it, one of several has the date, taken or in a folder', async () => {
  const { api, folder } = await setUp();
  const ids: string[] = [];
  for (const title of ['a/b: "Q3"', 'Other']) ids.push((await api.meetings.create({ title })).id);
  const zipped = async (meetingIds: string[], into: string | null) => {
    const { job } = await api.exports.start({ meetingIds, formats: ['md', 'txt'], folder: into, zip: true });
    await until('it is done', async () => (await api.jobs.get({ id: job.id })).state === 'done');
    const { zip } = await api.exports.report({ jobId: job.id });
    const name = into === null ? (await api.exports.take({ jobId: job.id })).name : zip?.name;
    expect(zip?.name).toBe(name);
    return name;
  };
  for (const into of [null, folder]) {
    expect(await zipped(ids.slice(0, 1), into)).toBe('a b Q3.zip');
    expect(await zipped(ids, into)).toBe(`MeetMemo ${today()}.zip`);
  }
  expect(readdirSync(folder).sort()).toEqual([`MeetMemo ${today()}.zip`, 'a b Q3.zip']);
});

test('meetings of one title never replace each other, and skipping leaves out only what was there before', async () => {
  const kept = await setUp();
  writeFileSync(join(kept.folder, 'Weekly.md'), 'Old');
  expect((await kept.start('keepBoth')).files).toHaveLength(3);
  expect(kept.old()).toEqual(['Weekly.md']);

  const replaced = await setUp();
  writeFileSync(join(replaced.folder, 'Weekly.md'), 'Old');
  const { files } = await replaced.start('replace');
  expect(files.map(({ name }) => name)).toEqual(['Weekly.md', 'weekly (2).md', 'Other.md']);
  expect(replaced.old()).not.toContain('Weekly.md');

  const skipped = await setUp();
  writeFileSync(join(skipped.folder, 'Weekly.md'), 'Old');
  writeFileSync(join(skipped.folder, 'weekly.md'), 'Old');
  const report = await skipped.start('skip');
  expect(report.files.map(({ name }) => name)).toEqual(['Other.md']);
  expect(report.missing.map(({ title, code }) => `${title} ${code}`)).toEqual([
    'Weekly conflict',
    'weekly conflict',
  ]);
  expect((await skipped.start('skip')).files).toEqual([]);
});

test('with room for them, two of one title are both written by a job that skips', async () => {
  const { start, folder } = await setUp();
  const { files } = await start('skip');
  expect(files.map(({ name }) => name)).toEqual(['Weekly.md', 'weekly (2).md', 'Other.md']);
  expect(readdirSync(folder)).toHaveLength(3);
});
