import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { changeLibrary } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
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

/** Two meetings of one title, of which only the second says what is to be done. */
async function twoWeeklies() {
  const [home, folder] = [tempHome(), join(tempHome(), 'out')];
  mkdirSync(folder);
  const { api } = openTestCore(home).connect();
  const meetingIds: string[] = [];
  for (const notes of ['New', 'Other'])
    meetingIds.push((await api.meetings.create({ title: 'Weekly', notes })).id);
  const [, second = ''] = meetingIds;
  plantTranscript(home, second, { segments: [{ text: 'Zoe will send the report by Thursday.' }] });
  const [job] = (await api.summaries.start({ meetingIds: [second] })).jobs;
  const isDone = async (id = '') => (await api.jobs.get({ id })).state === 'done';
  await until('it is summarised', () => isDone(job?.id));
  async function write(ifThere: 'keepBoth' | 'replace' | 'skip', zip = false) {
    const into = { folder: zip ? null : folder, ifThere };
    const started = await api.exports.start({ meetingIds, formats: ['md', 'actions', 'txt'], ...into });
    await until('it is done', () => isDone(started.job.id));
    return started.job.id;
  }
  return { home, folder, api, isDone, write };
}

const second = ['Weekly (2).actions.csv', 'Weekly (2).md', 'Weekly (2).txt'];
const numbered = [...second, 'Weekly.md', 'Weekly.txt'];

test.each(['keepBoth', 'replace', 'skip'] as const)(
  'all files of a meeting have one number, in a folder (%s)',
  async (ifThere) => {
    const { folder, write } = await twoWeeklies();
    await write(ifThere);
    expect(readdirSync(folder).sort()).toEqual(numbered);
  },
);

test('all files of a meeting have one number in a zip', async () => {
  const { api, write } = await twoWeeklies();
  const { data } = await api.exports.take({ jobId: await write('keepBoth', true) });
  expect(Object.keys(unzipSync(data)).sort()).toEqual(numbered);
});

test('a number of which one file is there already is left to that', async () => {
  const { folder, write } = await twoWeeklies();
  writeFileSync(join(folder, 'Weekly (2).txt'), 'Old');
  await write('keepBoth');
  const third = ['Weekly (3).actions.csv', 'Weekly (3).md', 'Weekly (3).txt'];
  expect(readdirSync(folder).sort()).toEqual(['Weekly (2).txt', ...third, 'Weekly.md', 'Weekly.txt']);
  expect(readFileSync(join(folder, 'Weekly (2).txt'), 'utf8')).toBe('Old');
});

test('what is there already is left out under its own number', async () => {
  const { folder, api, write } = await twoWeeklies();
  await write('skip');
  const { files } = await api.exports.report({ jobId: await write('skip') });
  expect(files).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(numbered);
});

test('a job that stopped within a meeting goes on with its number', async () => {
  const { home, folder, api, isDone, write } = await twoWeeklies();
  const id = await write('keepBoth');
  const { files } = await api.exports.report({ jobId: id });
  expect(files.map(({ name }) => name).slice(2)).toEqual([second[1], second[0], second[2]]);
  // As it was when only the first file of the second meeting was written.
  for (const name of second.filter((_, at) => at !== 1)) rmSync(join(folder, name));
  changeLibrary(home, (db) => {
    db.prepare(
      `UPDATE jobs SET state = 'cancelled', position = json_remove(position, '$.files[4]', '$.files[3]') WHERE id = ?`,
    ).run(id);
  });
  await api.jobs.retry({ ids: [id] });
  await until('it is done', () => isDone(id));
  expect(readdirSync(folder).sort()).toEqual(numbered);
});
