import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Job } from '../../src-main/contract/jobs.ts';
import { readMeetingFile } from '../../src-main/features/exports/read-file.ts';
import { makeMeetings } from '../support/many-meetings.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { startProgram } from '../support/program.ts';
import { randomFrom } from '../support/random.ts';
import { seed } from '../support/seed.ts';
import { smallDisk, whyNoSmallDisk } from '../support/small-disk.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const MEETINGS = 200;
const entry = join(import.meta.dirname, '../../src-main/hosts/headless/entry.ts');
const program = join(import.meta.dirname, '../support/export-job-program.ts');
const hasEnded = ({ state }: Job) => state === 'done' || state === 'failed';

/** Every file is whole, and no meeting is there twice. */
function checkFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  const notes = names.map((name) => {
    const content = readFileSync(join(folder, name));
    if (name.endsWith('.json')) return readMeetingFile(content).notes;
    const text = content.toString();
    expect(text).toMatch(/This is said in number \d+\.\n$/);
    return `md ${/Note \d+\./.exec(text)?.[0] ?? ''}`;
  });
  expect(new Set(notes).size).toBe(names.length);
  return names;
}

test('kill -9 again and again while two hundred meetings are exported: each file is there once, and whole', async () => {
  const random = randomFrom(seed);
  const [home, folder] = [tempHome(), join(tempHome(), 'out')];
  await makeMeetings(home, MEETINGS);
  for (let kills = 0; kills < 6; kills += 1) {
    const running = startProgram(program, [home, folder]);
    await until('it runs', () => running.lines.some((line) => /^(running|done)/.test(line)));
    await delay(random(150));
    await running.kill();
    if (existsSync(folder)) checkFiles(folder);
  }
  const last = startProgram(program, [home, folder]);
  await until('it is done', () => last.lines.some((line) => line.startsWith('done')));
  await last.kill();
  const names = checkFiles(folder);
  expect(names).toHaveLength(2 * MEETINGS);
  for (const name of names.filter((own) => own.endsWith('.json'))) {
    const { notes } = readMeetingFile(readFileSync(join(folder, name)));
    expect(readFileSync(join(folder, name.replace(/json$/, 'md')), 'utf8')).toContain(notes);
  }
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a zip waits to be taken, once, and what is missing is said', async () => {
  const home = tempHome();
  const ids = await makeMeetings(home, 5);
  const core = openTestCore(home);
  const { api } = core.connect();
  const [gone = ''] = ids.slice(-1);
  await api.jobs.pause();
  const { job } = await api.exports.start({ meetingIds: ids, formats: ['md', 'actions'], folder: null });
  const done = await until('it has ended', async () => {
    const now = await api.jobs.get({ id: job.id });
    return hasEnded(now) && now;
  });
  // Writing files waits for no queue.
  expect(done).toMatchObject({ kind: 'export', state: 'done', error: null });
  const report = () => api.exports.report({ jobId: job.id });
  const { folder, files, zip, missing, waits } = await report();
  expect({ folder, count: files.length, waits }).toEqual({ folder: null, count: 5, waits: true });
  expect(missing.map(({ format, code }) => `${format} ${code}`)).toEqual(Array(5).fill('actions not_found'));
  const { data, mediaType } = await api.exports.take({ jobId: job.id });
  expect(mediaType).toBe('application/zip');
  expect(data.length).toBe(zip?.bytes);
  expect((await report()).waits).toBe(false);
  const names = Object.keys(unzipSync(data));
  expect(names).toEqual(['Weekly.md', 'Talk 1.md', 'Talk 2.md', 'Weekly (2).md', 'Talk 4.md']);
  await expect(api.exports.take({ jobId: job.id })).rejects.toMatchObject({ code: 'not_found' });
  expect(readdirSync(join(home, 'exports'))).toEqual([]);
  expect(gone).not.toBe('');
});

test('a window writes only where a person chose, and nothing into the library', async () => {
  const [home, chosen] = [tempHome(), tempHome()];
  const [id = ''] = await makeMeetings(home, 1);
  const core = openTestCore(home, { name: 'electron', chooseFolder: () => Promise.resolve(chosen) });
  const { api } = core.connect();
  const start = (folder: string) => api.exports.start({ meetingIds: [id], formats: ['md'], folder });
  await expect(start(chosen)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await api.exports.chooseFolder()).toEqual({ folder: chosen });
  const { job } = await start(chosen);
  await until('it is done', async () => hasEnded(await api.jobs.get({ id: job.id })));
  expect(readdirSync(chosen)).toEqual(['Weekly.md']);
  const other = tempHome();
  const headless = openTestCore(other).connect().api;
  for (const folder of ['relative', join(other, '..new')])
    await expect(headless.exports.start({ meetingIds: [id], formats: ['md'], folder })).rejects.toMatchObject(
      { code: 'invalid_input' },
    );
});

describe.skipIf(whyNoSmallDisk() !== undefined)('a disk that is full', () => {
  test('whoever waits at a terminal is told at once, and of what is there', async () => {
    const home = tempHome();
    const ids = await makeMeetings(home, 30);
    const disk = smallDisk(4);
    const folder = join(disk.folder, 'out');
    mkdirSync(folder);
    disk.fill(32 * 1024);
    const args = ['--home', home, 'export', ...ids, '--format', 'md,json', '--out', folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stdout.trim().split('\n').sort()).toEqual(
      checkFiles(folder)
        .map((name) => join(folder, name))
        .sort(),
    );
    expect(stderr).toContain('cancelled. Files that were whole are kept, a zip that was not is gone;');
    expect(stderr).toMatch(/disk[^\n]*full|room/);
  });

  test('no half file is left, it is said, and the job goes on once there is room', async () => {
    const home = tempHome();
    const ids = await makeMeetings(home, 60);
    const disk = smallDisk(4);
    const folder = join(disk.folder, 'out');
    mkdirSync(folder);
    disk.fill(64 * 1024);
    const core = openTestCore(home, { jobTimes: { backOffMs: [10, 10], tellMs: 1 } });
    const { api } = core.connect();
    const { job } = await api.exports.start({ meetingIds: ids, formats: ['md', 'json'], folder });
    const ended = () =>
      until('it has ended', async () => {
        const now = await api.jobs.get({ id: job.id });
        return hasEnded(now) && now;
      });
    expect(await ended()).toMatchObject({ state: 'failed', error: { code: 'disk_full' } });
    const names = checkFiles(folder);
    expect(names.length).toBeLessThan(120);
    expect(readdirSync(folder)).toHaveLength(names.length);
    expect((await api.exports.report({ jobId: job.id })).files).toHaveLength(names.length);
    disk.makeRoom();
    await api.jobs.retry({ ids: [job.id] });
    expect(await ended()).toMatchObject({ state: 'done' });
    expect(checkFiles(folder)).toHaveLength(120);
  });
});
