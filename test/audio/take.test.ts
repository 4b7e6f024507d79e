import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAudioEngine } from '../support/audio-engine.ts';
import { smallDisk, whyNoSmallDisk } from '../support/small-disk.ts';
import { tempHome } from '../support/temp-home.ts';
import { speech } from '../support/sounds.ts';

const engine = openAudioEngine();
const MB = 1024 * 1024;
const GB = 1024 * MB;

interface Options {
  maxBytes?: number;
  keepFree?: number;
  signal?: AbortSignal;
  target?: string;
}

/** Takes a file into an empty folder; what that holds afterwards tells whether anything was left behind. */
function taking(source: string, { maxBytes = 10 * GB, keepFree = 0, signal, target }: Options = {}) {
  const folder = tempHome();
  const own = target ?? join(folder, 'taken');
  const taken = engine.use((audio) =>
    audio.take({ job: 'take', source, target: own, maxBytes, keepFree }, signal ? { signal } : {}),
  );
  return { taken, target: own, left: () => readdirSync(folder) };
}

async function refused(source: string, code: string, options: Options = {}) {
  const { taken, left } = taking(source, options);
  const error: unknown = await taken.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code });
  expect(JSON.stringify(error)).not.toContain(source);
  expect(left()).toEqual([]);
}

/** Waits for the first piece of progress of a copy under way. */
function firstProgress() {
  return new Promise<{ bytes: number; totalBytes: number }>((resolve) => {
    void engine.use((audio) => {
      const stop = audio.progressed((progress) => {
        stop();
        resolve(progress);
      });
      return Promise.resolve();
    });
  });
}

function bigFile(bytes: number): string {
  const path = join(tempHome(), 'big');
  writeFileSync(path, '');
  truncateSync(path, bytes);
  return path;
}

test('a copy is the same to the byte, for its owner alone, and its hash is told', async () => {
  const { taken, target } = taking(speech);
  const bytes = readFileSync(speech);
  expect(await taken).toEqual({
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(readFileSync(target).equals(bytes)).toBe(true);
  if (process.platform !== 'win32') expect(statSync(target).mode & 0o777).toBe(0o600);
});

test('a file of our own is not copied but moved, and hashed all the same', async () => {
  const source = join(tempHome(), 'upload');
  const bytes = readFileSync(speech);
  writeFileSync(source, bytes);
  const { ino } = statSync(source);
  const take = { job: 'own', source, target: `${source}ed`, maxBytes: GB, keepFree: 0, isOurs: true };
  expect(await engine.use((audio) => audio.take(take))).toEqual({
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(existsSync(source)).toBe(false);
  expect(statSync(take.target).ino).toBe(ino);
});

test('an empty file and one of many chunks are copied alike', async () => {
  for (const size of [0, 3 * MB, 3 * MB + 1]) {
    const source = join(tempHome(), 'source');
    const content = Buffer.alloc(size).map((_, at) => at % 251);
    writeFileSync(source, content);
    const { taken, target } = taking(source);
    expect((await taken).sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(readFileSync(target).equals(content)).toBe(true);
  }
});

test.each([
  'concat:a|b',
  'file:x',
  'http:\u2044\u2044x',
  '-i',
  '%d.wav',
  'ü 日本 \u{1f3a4}',
  'it\'s "so"; $(rm)',
  '.hidden',
  'a'.repeat(250),
])('a file named %s is taken and read as any other', async (name) => {
  const folder = tempHome();
  const source = join(folder, name);
  writeFileSync(source, readFileSync(speech));
  expect((await taking(source).taken).bytes).toBe(640_044);
  expect(await engine.inspect(source)).toMatchObject({ container: 'wav', claimedMs: 20_000 });
  expect(await engine.analyse(source)).toMatchObject({ durationMs: 20_000 });
});

test('a link is followed', async () => {
  const link = join(tempHome(), 'link');
  symlinkSync(speech, link);
  expect((await taking(link).taken).bytes).toBe(640_044);
  expect((await engine.inspect(link)).container).toBe('wav');
});

test('what is not there, or no name at all, is not found', async () => {
  const folder = tempHome();
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken'));
  symlinkSync('circle', join(folder, 'circle'));
  for (const name of ['missing', 'broken', 'circle', 'a'.repeat(5000), 'nul\0byte']) {
    await refused(join(folder, name), 'not_found');
    await expect(engine.inspect(join(folder, name))).rejects.toMatchObject({ code: 'not_found' });
  }
  await refused(`${speech}/x`, 'not_found');
});

test('a folder is no file', async () => {
  const folder = join(tempHome(), 'folder.wav');
  mkdirSync(folder);
  await refused(folder, 'not_a_file');
  await expect(engine.inspect(folder)).rejects.toMatchObject({ code: 'not_a_file' });
});

test.skipIf(process.platform === 'win32')(
  'a pipe is no file, and nobody waits for one to write to it',
  async () => {
    const pipe = join(tempHome(), 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    await refused(pipe, 'not_a_file');
    await expect(engine.inspect(pipe)).rejects.toMatchObject({ code: 'not_a_file' });
    await expect(engine.samples(pipe)).rejects.toMatchObject({ code: 'not_a_file' });
    await refused('/dev/zero', 'not_a_file');
  },
);

/** Root may do anything; without these two rights the modes of files count for it as for anyone. */
const under = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];
const program = join(import.meta.dirname, '../support/inspect-program.ts');

function inspectAsAnyone(path: string): string {
  const [command, ...args] = [...under, process.execPath, program, path];
  const { stdout, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  return stdout || stderr;
}

const canDropRights = under.length === 0 || spawnSync('setpriv', [...under.slice(1), 'true']).status === 0;
if (!canDropRights) console.warn('Skipped: this is root, and it can not drop its rights');
test.skipIf(!canDropRights || process.platform === 'win32')('a file that may not be read says so', () => {
  const path = join(tempHome(), 'secret');
  writeFileSync(path, readFileSync(speech));
  expect(inspectAsAnyone(path)).toContain('wav');
  chmodSync(path, 0o000);
  expect(inspectAsAnyone(path)).toContain('permission_denied');
});

test('four gigabytes of nothing are refused by their size alone', async () => {
  const huge = bigFile(4 * GB);
  const started = performance.now();
  await refused(huge, 'too_large', { maxBytes: 4 * GB - 1 });
  expect(performance.now() - started).toBeLessThan(1000);
});

test('a target that is there already is not touched', async () => {
  const target = join(tempHome(), 'mine');
  writeFileSync(target, 'mine');
  await expect(taking(speech, { target }).taken).rejects.toMatchObject({ code: 'library_unusable' });
  expect(readFileSync(target, 'utf8')).toBe('mine');
});

test('a copy under way tells how far it is, and can be cancelled', async () => {
  const controller = new AbortController();
  const progress = firstProgress();
  const { taken, left } = taking(bigFile(4 * GB), { signal: controller.signal });
  const outcome = taken.catch((error: unknown) => error);
  const { bytes, totalBytes } = await progress;
  expect(totalBytes).toBe(4 * GB);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(totalBytes);
  controller.abort();
  expect(await outcome).toMatchObject({ code: 'cancelled' });
  await expect.poll(left, { timeout: 10_000 }).toEqual([]);
});

test('a copy under way stops where the disk would get too full', async () => {
  await refused(bigFile(4 * GB), 'disk_full', { keepFree: Number.MAX_SAFE_INTEGER });
});

describe('a file that changes while it is copied is refused:', () => {
  const large = 400 * MB;
  test.each<[string, string, (path: string) => void]>([
    ['it grows', 'file_changed', (path) => appendFileSync(path, 'more')],
    ['it shrinks', 'file_changed', (path) => truncateSync(path, 1000)],
    ['it is touched', 'file_changed', (path) => utimesSync(path, 1, 1)],
    ['it vanishes', 'not_found', (path) => rmSync(path)],
    [
      'another takes its place',
      'file_changed',
      (path) => {
        writeFileSync(`${path}-other`, '');
        truncateSync(`${path}-other`, large);
        renameSync(`${path}-other`, path);
      },
    ],
  ])('%s', async (_, code, change) => {
    const source = bigFile(large);
    const progress = firstProgress();
    const { taken, left } = taking(source);
    const outcome = taken.catch((error: unknown) => error);
    await progress;
    change(source);
    expect(await outcome).toMatchObject({ code });
    expect(left()).toEqual([]);
  });
});

const noDisk = whyNoSmallDisk();
describe.skipIf(noDisk !== undefined)('on a disk that is full', () => {
  test('nothing is left of a copy or of a compressed sound', async () => {
    const disk = smallDisk(2);
    const target = join(disk.folder, 'target');
    await expect(taking(bigFile(5 * MB), { target }).taken).rejects.toMatchObject({ code: 'disk_full' });
    expect(existsSync(target)).toBe(false);
    disk.fill(20_000);
    const compress = { job: 'c', path: speech, track: null, target, bitrate: 64_000 };
    await expect(engine.use((audio) => audio.compress(compress))).rejects.toMatchObject({
      code: 'disk_full',
    });
    const analyse = { job: 'a', path: speech, track: null, peaks: target, maxMs: 60_000 };
    expect(readdirSync(disk.folder)).toEqual(['filler']);
    disk.fill(0);
    await expect(engine.use((audio) => audio.analyse(analyse))).rejects.toMatchObject({ code: 'disk_full' });
    expect(readdirSync(disk.folder)).toEqual(['filler']);
  });
});
