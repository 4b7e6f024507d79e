import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import { integrityOf } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { meetmemoEntry } from '../support/program.ts';
import { recordTones } from '../support/record-tones.ts';
import { smallDisk, whyNoSmallDisk } from '../support/small-disk.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const diskFull: unknown = expect.objectContaining({ code: 'disk_full' });
const large = 'y'.repeat(60_000);

async function titles(api: Api): Promise<string[]> {
  const { items } = await api.meetings.list({ limit: 500, sort: { by: 'title', order: 'ascending' } });
  return items.map(({ title }) => title);
}

/** Files that were begun and not finished. */
const leftovers = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /partial|journal/.test(name));

describe.skipIf(whyNoSmallDisk() !== undefined)('on a full disk', () => {
  function open(megabytes = 8) {
    const disk = smallDisk(megabytes);
    const home = join(disk.folder, 'library');
    const core = openTestCore(home);
    return { disk, home, core, api: core.connect().api };
  }

  test('writes are refused as disk_full, what was acknowledged stays, and room is all it takes to go on', async () => {
    const { disk, home, core, api } = open();
    // What fills the disk is not ours alone.
    disk.fill(4_000_000);
    const acknowledged: string[] = [];
    await expect(
      (async () => {
        for (let count = 0; ; count += 1) {
          const { title } = await api.meetings.create({
            title: `m${String(count).padStart(4, '0')}`,
            notes: large,
          });
          acknowledged.push(title);
        }
      })(),
    ).rejects.toEqual(diskFull);
    disk.fill();
    expect(acknowledged.length).toBeGreaterThan(10);

    const [first] = (await api.meetings.list({ limit: 1, sort: { by: 'title', order: 'ascending' } })).items;
    const id = first?.id ?? '';
    await expect(api.meetings.create({ title: 'x', notes: large })).rejects.toEqual(diskFull);
    await expect(
      api.meetings.createMany({ meetings: [{ title: 'x' }, { title: 'y', notes: large }] }),
    ).rejects.toEqual(diskFull);
    await expect(api.meetings.update({ id, notes: large.repeat(3) })).rejects.toEqual(diskFull);
    await expect(api.library.backUp()).rejects.toEqual(diskFull);
    await expect(api.settings.update({ theme: 'dark' })).rejects.toEqual(diskFull);
    await expect(api.flags.set({ id: 'profiler', on: true })).rejects.toEqual(diskFull);
    await expect(api.library.salvage()).rejects.toEqual(diskFull);

    // Reading goes on.
    expect(await titles(api)).toEqual(acknowledged);
    expect((await api.settings.get()).settings.theme).toBe('system');
    expect((await api.library.backups()).backups).toEqual([]);
    expect(leftovers(home)).toEqual([]);

    disk.makeRoom();
    await api.meetings.create({ title: 'z' });
    await api.settings.update({ theme: 'dark' });
    expect(await titles(api)).toEqual([...acknowledged, 'z']);
    await core.close();
    expect(integrityOf(home)).toBe('ok');

    const again = openTestCore(home).connect().api;
    expect(await titles(again)).toEqual([...acknowledged, 'z']);
    expect((await again.settings.get()).settings.theme).toBe('dark');
  });

  test('what is deleted for good is said to be so, even where its traces can not be wiped at once', async () => {
    const { disk, home, core, api } = open();
    // Enough that the write-ahead log holds them all, and the file has not grown yet.
    const ids: string[] = [];
    for (let count = 0; count < 20; count += 1)
      ids.push((await api.meetings.create({ title: 'needle', notes: 'n'.repeat(30_000) })).id);
    await api.meetings.trash({ ids });
    for (let count = 0; count < 20; count += 1)
      await api.meetings.create({ title: 'other', notes: 'n'.repeat(30_000) });
    disk.fill(260_000);
    const [first = '', ...others] = ids;
    await expect(api.meetings.purge({ ids: [first] })).resolves.toEqual({ ids: [first] });
    const walBytes = statSync(join(home, 'library.db-wal')).size;
    expect(walBytes).toBeGreaterThan(0);
    disk.makeRoom();
    await api.meetings.purge({ ids: others });
    await core.close();
    expect(existsSync(join(home, 'library.db-wal'))).toBe(false);
    expect(readFileSync(join(home, 'library.db')).includes('needle')).toBe(false);
  });

  test('deletes even so, and is opened even so, with the room that was kept for it', async () => {
    const { disk, home, core, api } = open(64);
    const reserve = join(home, 'library.reserve');
    const { size, blocks } = statSync(reserve);
    expect(blocks * 512).toBe(size);
    await api.settings.update({ minFreeMegabytes: 0 });
    const meetingId = await recordTones(api, 'Talk', { microphone: 300, system: 500, seconds: 2 });
    const { id } = await api.meetings.create({ title: 'old', notes: large });
    await api.meetings.create({ title: 'kept' });

    disk.fill();
    await expect(api.meetings.create({ title: 'x', notes: large })).rejects.toEqual(diskFull);
    expect(existsSync(reserve)).toBe(true);
    expect(await api.audio.remove({ meetingIds: [meetingId] })).toMatchObject({
      audio: [{ state: 'removed' }],
    });
    expect(existsSync(join(home, 'media', meetingId))).toBe(false);
    disk.makeRoom();
    await core.close();

    // The next opening keeps the room again, and so does a deletion.
    const again = openTestCore(home);
    const next = again.connect().api;
    expect(statSync(reserve).size).toBe(size);
    await next.meetings.trash({ ids: [meetingId] });
    disk.fill();
    await next.meetings.trash({ ids: [id] });
    // What that did not need is kept at once: changes can't take it from what makes room.
    for (let count = 0; count < 3; count += 1)
      await expect(next.meetings.create({ title: 'x', notes: large })).rejects.toEqual(diskFull);
    expect(statSync(reserve).size).toBeGreaterThan(size / 2);
    expect(await next.meetings.purge({ ids: [meetingId] })).toEqual({ ids: [meetingId] });
    expect(await next.meetings.purge({ ids: [id] })).toEqual({ ids: [id] });
    disk.makeRoom();
    await again.close();
    await openTestCore(home).close();

    disk.fill();
    const full = openTestCore(home);
    expect(await full.connect().api.library.status()).toMatchObject({ state: 'open' });
    expect(await titles(full.connect().api)).toEqual(['kept']);
    disk.makeRoom();
    await full.close();
    expect(integrityOf(home)).toBe('ok');
  });

  test('a small disk has a small reserve, and that is enough to delete', async () => {
    const { disk, core, api } = open();
    const { id } = await api.meetings.create({ title: 'old', notes: large });
    // Of work that is about others too something is written.
    const { id: other } = await api.meetings.create({ title: 'other' });
    const { job } = await api.exports.start({ meetingIds: [id, other], formats: ['md'], folder: null });
    await until('it is exported', async () => (await api.jobs.get({ id: job.id })).state === 'done');
    await api.meetings.trash({ ids: [id] });
    disk.fill();
    await expect(api.meetings.create({ title: 'x', notes: large })).rejects.toEqual(diskFull);
    expect(await api.jobs.pause()).toMatchObject({ isPaused: true });
    expect(await api.meetings.purge({ ids: [id] })).toEqual({ ids: [id] });
    disk.makeRoom();
    await core.close();
  });

  test('what is deleted for good leaves the search too, and the rest is found again once there is room', async () => {
    const { disk, home, core, api } = open(64);
    const { id } = await api.meetings.create({ title: 'old', notes: 'haystack needle' });
    const other = await api.meetings.create({ title: 'other', notes: 'haystack' });
    const found = async () => (await api.search.find({ text: 'haystack' })).items.length;
    await until('both are found', async () => (await found()) === 2);
    await api.meetings.trash({ ids: [id] });
    disk.fill();
    expect(await api.meetings.purge({ ids: [id] })).toEqual({ ids: [id] });
    const indexed = () => readdirSync(home).filter((name) => name.startsWith('search.db'));
    for (const name of indexed()) expect(readFileSync(join(home, name)).includes('needle'), name).toBe(false);
    disk.makeRoom();
    await api.meetings.update({ id: other.id, title: 'changed' });
    await until('the other one is found', async () => (await found()) === 1);
    await core.close();
    expect(indexed()).not.toEqual([]);
  });

  test('output that finds no room ends in an error, and not in half a file that looks whole', () => {
    const run = spawnSync(
      'sh',
      [
        '-c',
        '"$0" "$1" --home "$2" call meetings.list > /dev/full',
        process.execPath,
        meetmemoEntry,
        tempHome(),
      ],
      { encoding: 'utf8' },
    );
    expect(run.status).toBe(1);
    expect(JSON.parse(run.stderr)).toMatchObject({ code: 'disk_full' });
  });

  test('the log drops what finds no room, counts it, and joins no two lines', async () => {
    const { disk, home, api } = open();
    await api.settings.update({ logLevel: 'debug' });
    for (let round = 0; round < 5; round += 1) {
      disk.fill(100 + round * 1000);
      for (let count = 0; count < 100; count += 1) await api.diagnostics.health();
      disk.makeRoom();
      await api.diagnostics.versions();
    }
    const { counters } = await api.diagnostics.metrics();
    expect(counters.find(({ name }) => name === 'log entries dropped')?.value).toBeGreaterThan(0);

    const folder = join(home, 'logs');
    const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
    // A line may be cut off, where the disk was full in its middle. The next one stands on its own.
    const torn = lines.filter((line) => line !== '' && !line.endsWith('}'));
    for (const line of lines) {
      if (line !== '' && !torn.includes(line)) expect(() => JSON.parse(line) as unknown, line).not.toThrow();
    }
    const after = (await api.logs.list({ text: 'diagnostics.versions', limit: 1000 })).items;
    expect(after.length).toBe(5);
  });

  test('a library that can not be opened for want of room says so, and opens once there is some', async () => {
    const { disk, home, core, api } = open();
    await api.meetings.create({ title: 'kept' });
    await core.close();
    disk.fill();
    const full = openTestCore(home);
    const again = full.connect().api;
    const { state, code } = await again.library.status();
    if (state === 'unusable') {
      expect(code).toBe('disk_full');
      await expect(again.meetings.list({})).rejects.toEqual(diskFull);
    }
    await expect(again.meetings.create({ title: 'x', notes: large })).rejects.toEqual(diskFull);
    disk.makeRoom();
    await again.meetings.create({ title: 'new' });
    expect(await again.library.status()).toMatchObject({ state: 'open' });
    expect(await titles(again)).toEqual(['kept', 'new']);
    await full.close();
    expect(integrityOf(home)).toBe('ok');
  });

  test('a new library is not begun on a full disk, but will be once there is room', async () => {
    const { disk } = open();
    const home = join(disk.folder, 'another');
    disk.fill();
    const { api } = openTestCore(home).connect();
    expect(await api.library.status()).toMatchObject({ state: 'unusable', code: 'disk_full' });
    await expect(api.meetings.create({ title: 'x' })).rejects.toEqual(diskFull);
    disk.makeRoom();
    await api.meetings.create({ title: 'first' });
    expect(await titles(api)).toEqual(['first']);
  });

  test.each([0, 20_000, 100_000, 200_000, 400_000, 1_000_000])(
    'a restore with %i bytes left is done or not done, never half',
    async (leave) => {
      const { disk, home, core, api } = open(16);
      await api.meetings.create({ title: 'early' });
      const { name } = await api.library.backUp();
      // Few enough to lie in the write-ahead log alone, where a full disk keeps them.
      for (let count = 0; count < 40; count += 1)
        await api.meetings.create({ title: `m${count}`, notes: large });
      const before = await titles(api);
      disk.fill(leave);
      const outcome = await api.library.restore({ name }).then(
        (status) => status.state,
        (error: unknown) => {
          expect(error).toEqual(diskFull);
          return 'refused';
        },
      );
      disk.makeRoom();
      expect(await api.library.status()).toMatchObject({ state: 'open' });
      expect(await titles(api)).toEqual(outcome === 'refused' ? before : ['early']);
      expect(leftovers(home)).toEqual([]);

      if (outcome !== 'refused') {
        // What was there before is whole.
        const { backups } = await api.library.backups();
        const kept = backups.find(({ kind }) => kind === 'before-restore');
        expect(await api.library.restore({ name: kept?.name ?? '' })).toMatchObject({ state: 'open' });
        expect(await titles(api)).toEqual(before);
      }
      await core.close();
      expect(integrityOf(home)).toBe('ok');
    },
  );

  test('a migration that finds no room leaves the file as it was, and is done once there is some', async () => {
    const { disk, home, core, api } = open();
    for (let count = 0; count < 20; count += 1)
      await api.meetings.create({ title: `m${count}`, notes: large });
    await core.close();
    const next = {
      version: (migrations.at(-1)?.version ?? 0) + 1,
      up: 'CREATE TABLE more AS SELECT * FROM meetings',
    };
    disk.fill(200_000);
    const library = openLibrary({ home, migrations: [...migrations, next] });
    expect(library.status).toMatchObject({ state: 'unusable', code: 'disk_full' });
    library.close();
    disk.makeRoom();
    expect(integrityOf(home)).toBe('ok');
    const old = openTestCore(home);
    expect(await titles(old.connect().api)).toHaveLength(20);
    await old.close();
    const later = openLibrary({ home, migrations: [...migrations, next] });
    expect(later.status).toMatchObject({ state: 'open' });
    later.close();
    expect(existsSync(join(home, 'backups'))).toBe(true);
  });
});
