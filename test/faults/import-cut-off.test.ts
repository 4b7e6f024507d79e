import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { importSound } from '../support/import-sound.ts';
import { codesOf, importOne, importPaths, mediaIn, meetingIds, settled } from '../support/imports.ts';
import { integrityOf } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { childrenOf } from '../support/processes.ts';
import { meetmemoEntry, startProgram } from '../support/program.ts';
import { smallDisk, whyNoSmallDisk } from '../support/small-disk.ts';
import { toneWav, writeLongWav, writeTone, writeTones } from '../support/tones.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Every meeting has its folder and every folder its meeting, with a whole sound and its waveform in it. */
async function expectWhole(home: string, api: Api): Promise<string[]> {
  const ids = await until('no sound is worked on', async () => {
    const { items } = await api.meetings.list({ limit: 500 });
    return items.every(({ audio }) => audio === 'ready') && items.map(({ id }) => id).sort();
  });
  expect(mediaIn(home)).toEqual(ids);
  for (const id of ids)
    expect(readdirSync(join(home, 'media', id)).sort()).toEqual(['about', 'peaks', 'sound']);
  return ids;
}

test('five hundred files at once: the order is kept, a cancel leaves exactly what was finished', async () => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const paths = writeTones(tempHome(), 500);
  let events = 0;
  api.imports.changed(() => (events += 1));
  const { items } = await api.imports.addPaths({ paths });
  await until('a hundred are done', async () => {
    const { items: now } = await api.imports.list();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return now.filter(({ state }) => state === 'done').length >= 100;
  });
  await api.imports.cancel();
  const ended = await settled(api, items);
  const done = ended.filter(({ state }) => state === 'done');
  expect(ended.map(({ name }) => name)).toEqual(items.map(({ name }) => name));
  expect(ended.map(({ state }) => state)).toEqual(
    ended.map((_, index) => (index < done.length ? 'done' : 'cancelled')),
  );
  expect(done.length).toBeGreaterThanOrEqual(100);
  expect(done.length).toBeLessThan(500);
  expect(await expectWhole(home, api)).toEqual(done.map(({ meetingId }) => meetingId).sort());
  expect(events).toBeLessThan(done.length * 2);
});

test('killed in the middle, again and again: what was finished is whole, and nothing else is left', async () => {
  const home = join(tempHome(), 'library');
  const files = tempHome();
  const paths = writeTones(files, 60);
  for (const count of [0, 1, 7, 12, 20]) {
    const program = startProgram(meetmemoEntry, ['import', files, '--home', home]);
    if (count === 0) await until('a file is on its way', () => mediaIn(home).length > 0);
    else await program.printed(count);
    await program.kill();
  }
  const core = openTestCore(home);
  const { api } = core.connect();
  const ids = await expectWhole(home, api);
  expect(ids.length).toBeGreaterThan(0);
  expect(ids.length).toBeLessThan(60);
  const originals = new Set(paths.map(hashOf));
  for (const id of ids) expect(originals).toContain(hashOf(join(home, 'media', id, 'sound')));
  // The rest comes in by trying again, and once.
  const items = await importPaths(api, [files]);
  expect(new Set(codesOf(items))).toEqual(new Set(['done', 'duplicate']));
  await expectWhole(home, api);
  await core.close();
  expect(integrityOf(home)).toBe('ok');
});

test('Ctrl+C keeps what is done, takes back what is not, and says so', async () => {
  const home = join(tempHome(), 'library');
  const program = startProgram(meetmemoEntry, ['import', ...writeTones(tempHome(), 100), '--home', home]);
  await program.printed(5);
  program.child.kill('SIGINT');
  expect(await program.ended).toEqual({ status: 1, signal: null });
  const done = program.lines.filter((line) => line.includes(': imported')).length;
  expect(program.lines.at(-1)).toBe(`${done} imported, ${100 - done} cancelled`);
  const { api } = openTestCore(home).connect();
  expect(await expectWhole(home, api)).toHaveLength(done);
});

test('a decoder that crashes costs the one file that it had, and the next goes on', async () => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const files = tempHome();
  const long = writeLongWav(join(files, 'long.wav'), 4000);
  const short = writeTone(files, 'short.wav');
  const before = new Set(childrenOf(process.pid));
  const { items } = await api.imports.addPaths({ paths: [long, short] });
  await until('it is read', async () => (await api.imports.list()).items[0]?.state === 'reading');
  for (const pid of childrenOf(process.pid)) if (!before.has(pid)) process.kill(pid, 'SIGKILL');
  const [crashed, next] = await settled(api, items);
  expect(crashed?.error?.code).toBe('engine_crashed');
  expect(next?.state).toBe('done');
  expect(await expectWhole(home, api)).toEqual([next?.meetingId]);
  // It was not the file's fault.
  const again = await api.imports.retry({ ids: [crashed?.id ?? ''] });
  expect(codesOf(await settled(api, again.items))).toEqual(['done']);
});

test.each([
  ['copying', 60_000],
  ['reading', 6000],
  ['converting', 2000],
] as const)('a decoder that is killed while it is %s leaves nothing', async (step, seconds) => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  await api.settings.update({ keepSound: 'compressed' });
  const path = writeLongWav(join(tempHome(), 'long.wav'), seconds);
  const before = new Set(childrenOf(process.pid));
  const { items } = await api.imports.addPaths({ paths: [path] });
  await until('it is at that step', async () => {
    const [item] = (await api.imports.list()).items;
    return item?.state === step && item.bytesDone > 0;
  });
  for (const pid of childrenOf(process.pid)) if (!before.has(pid)) process.kill(pid, 'SIGKILL');
  expect(codesOf(await settled(api, items))).toEqual(['engine_crashed']);
  expect(mediaIn(home)).toEqual([]);
  expect(await meetingIds(api)).toEqual([]);
});

test.each(['sound', 'play.new'])(
  'killed itself as soon as there is a file “%s”, it starts anew without it',
  async (name) => {
    const home = join(tempHome(), 'library');
    const first = openTestCore(home);
    await first.connect().api.settings.update({ keepSound: 'compressed' });
    await first.close();
    const path = writeLongWav(join(tempHome(), 'long.wav'), 2000);
    const program = startProgram(meetmemoEntry, ['import', path, '--home', home]);
    await until('the file is there', () =>
      mediaIn(home).some((folder) => existsSync(join(home, 'media', folder, name))),
    );
    await program.kill();
    const { api } = openTestCore(home).connect();
    expect(mediaIn(home)).toEqual([]);
    expect(await meetingIds(api)).toEqual([]);
  },
);

test('an older backup does not lose the sounds that came after it', async () => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const files = tempHome();
  const before = await importOne(api, writeTone(files, 'before.wav'));
  const { name } = await api.library.backUp();
  const path = writeTone(files, 'after.wav', { hertz: 700, seconds: 1 });
  const after = await importOne(api, path);
  await api.library.restore({ name });
  expect(await expectWhole(home, api)).toEqual([before, after].sort());
  expect(hashOf(join(home, 'media', after, 'sound'))).toBe(hashOf(path));
  expect(await api.meetings.get({ id: after })).toMatchObject({ durationMs: 1000 });
  expect((await api.audio.get({ meetingId: after })).audio).toMatchObject({
    isDamaged: false,
    container: 'wav',
  });
});

test('a backup that is restored while files come in harms neither', async () => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const { name } = await api.library.backUp();
  const { items } = await api.imports.addPaths({ paths: writeTones(tempHome(), 30) });
  await until(
    'some are done',
    async () => (await api.imports.list()).items.filter(({ state }) => state === 'done').length > 5,
  );
  await api.library.restore({ name });
  expect(new Set(codesOf(await settled(api, items)))).toEqual(new Set(['done']));
  expect(await expectWhole(home, api)).toHaveLength(30);
});

test('sound that was purged is nowhere in the library folder any more', async () => {
  const home = tempHome();
  const core = openTestCore(home);
  const { api } = core.connect();
  const files = tempHome();
  const kept = await importOne(api, writeTone(files, 'kept.wav'));
  const path = writeTone(files, 'purged.wav', { hertz: 1234, seconds: 1 });
  const purged = await importOne(api, path);
  await api.meetings.trash({ ids: [purged] });
  await api.meetings.purge({ ids: [purged] });
  const needle = Buffer.from(toneWav({ hertz: 1234, seconds: 1 })).subarray(1000, 1400);
  await core.close();
  for (const entry of readdirSync(home, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const data = readFileSync(join(entry.parentPath, entry.name));
    expect(data.includes(needle), entry.name).toBe(false);
    expect(data.includes(purged), entry.name).toBe(false);
    expect(data.includes(hashOf(path)), entry.name).toBe(false);
  }
  expect(mediaIn(home)).toEqual([kept]);
});

describe.skipIf(whyNoSmallDisk() !== undefined)('on a small disk', () => {
  test('a file for which there is no room is refused, before it is copied or in the middle', async () => {
    const disk = smallDisk(24);
    const home = join(disk.folder, 'library');
    const core = openTestCore(home);
    const { api } = core.connect();
    await api.settings.update({ minFreeMegabytes: 0 });
    const files = tempHome();
    const first = await importOne(api, writeTone(files, 'first.wav'));
    const large = writeLongWav(join(files, 'large.wav'), 1500);
    disk.fill(4_000_000);
    expect(codesOf(await importPaths(api, [large]))).toEqual(['disk_full']);
    expect(mediaIn(home)).toEqual([first]);

    // There is room when it begins, and something else takes it.
    disk.makeRoom();
    const { items } = await api.imports.addPaths({ paths: [large] });
    await until(
      'it is on its way',
      async () => mediaIn(home).length > 1 || (await api.imports.list()).items.at(-1)?.state !== 'waiting',
    );
    disk.fill(1_000_000);
    const [cut] = await settled(api, items);
    expect(['disk_full', 'done']).toContain(codesOf(cut ? [cut] : [])[0]);
    disk.makeRoom();
    if (cut?.state === 'failed') {
      const again = await api.imports.retry({ ids: [cut.id] });
      expect(codesOf(await settled(api, again.items))).toEqual(['done']);
    }
    expect(await meetingIds(api)).toHaveLength(2);
    await expectWhole(home, api);
    await core.close();
    expect(integrityOf(home)).toBe('ok');
  });

  test('what a window sends takes its room once', async () => {
    const disk = smallDisk(24);
    const home = join(disk.folder, 'library');
    const { api } = openTestCore(home).connect();
    await api.settings.update({ minFreeMegabytes: 0 });
    const path = writeTone(tempHome(), 'large.wav', { seconds: 700 });
    disk.fill(statSync(path).size * 1.5);
    const meetingId = await importSound(api, 'large.wav', new Uint8Array(readFileSync(path)));
    expect(hashOf(join(home, 'media', meetingId, 'sound'))).toBe(hashOf(path));
    expect(await expectWhole(home, api)).toEqual([meetingId]);
  });

  test('what there is no room for is not asked of a window', async () => {
    const disk = smallDisk(16);
    const home = join(disk.folder, 'library');
    const { api } = openTestCore(home).connect();
    await api.settings.update({ minFreeMegabytes: 4 });
    disk.fill(5_000_000);
    const asked: string[] = [];
    api.imports.changed(({ items }) => asked.push(...items.map(({ state }) => state)));
    const { items } = await api.imports.begin({ files: [{ name: 'large.wav', bytes: 2_000_000 }] });
    expect(codesOf(await settled(api, items))).toEqual(['disk_full']);
    expect(asked).not.toContain('uploading');
    expect(mediaIn(home)).toEqual([]);
  });

  test('what is sent by a window stops short of the room that the settings keep free', async () => {
    const disk = smallDisk(16);
    const home = join(disk.folder, 'library');
    const { api } = openTestCore(home).connect();
    await api.settings.update({ minFreeMegabytes: 4 });
    const data = new Uint8Array(4_000_000);
    const { items } = await api.imports.begin({ files: [{ name: 'large.wav', bytes: data.length }] });
    const [item] = items;
    const id = item?.id ?? '';
    await until('it is asked for', async () => (await api.imports.list()).items[0]?.state === 'uploading');
    disk.fill(6_000_000);
    await expect(
      api.imports.append({ id, offset: 0, data: data.subarray(0, 1_000_000) }),
    ).rejects.toMatchObject({
      code: 'disk_full',
    });
    expect(codesOf(await settled(api, items))).toEqual(['disk_full']);
    expect(mediaIn(home)).toEqual([]);
  });
});
