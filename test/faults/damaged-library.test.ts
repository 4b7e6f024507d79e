import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import { cutTo, leavesOf, overwritePages, PAGE, pageCount } from '../support/damage.ts';
import { integrityOf } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { tempHome } from '../support/temp-home.ts';

const MEETINGS = 300;
const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** A library of some hundred pages, closed, with a backup of it. */
async function makeLibrary(count = MEETINGS, words = 150) {
  const home = tempHome();
  const core = openTestCore(home);
  const { api } = core.connect();
  await api.meetings.createMany({
    meetings: Array.from({ length: count }, (_, index) => ({
      title: `m${index}`,
      notes: `${index} `.repeat(words),
      tags: ['tag'],
    })),
  });
  const { name } = await api.library.backUp();
  await core.close();
  return { home, file: join(home, 'library.db'), backup: name };
}

function junk(bytes: number): Buffer {
  return Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 7919) % 251));
}

const newest = migrations.at(-1)?.version ?? 0;

const damages: Record<string, { code: string; harm: (file: string) => void; foreign?: true }> = {
  'the first page overwritten': {
    code: 'library_damaged',
    harm: (file) => {
      overwritePages(file, [1]);
    },
  },
  'the schema overwritten, the header left': {
    code: 'library_damaged',
    harm: (file) => {
      const bytes = readFileSync(file);
      bytes.fill(0xff, 100, PAGE);
      writeFileSync(file, bytes);
    },
  },
  'pages in the middle overwritten': {
    code: 'library_damaged',
    harm: (file) => {
      overwritePages(file, leavesOf(file, 'meetings').slice(10, 14));
    },
  },
  'pages full of zeros': {
    code: 'library_damaged',
    harm: (file) => {
      overwritePages(file, leavesOf(file, 'meetings').slice(3, 5), 0);
    },
  },
  'an index page overwritten': {
    code: 'library_damaged',
    harm: (file) => {
      const db = new Database(file, { readonly: true });
      const page = db
        .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'meetings_by_start'")
        .pluck()
        .get() as number;
      db.close();
      overwritePages(file, [page]);
    },
  },
  'cut in the middle of a page': {
    code: 'library_damaged',
    harm: (file) => {
      cutTo(file, (pageCount(file) >> 1) * PAGE + 100);
    },
  },
  'cut at a page': {
    code: 'library_damaged',
    harm: (file) => {
      cutTo(file, (pageCount(file) >> 1) * PAGE);
    },
  },
  'cut within the header': {
    code: 'library_damaged',
    harm: (file) => {
      cutTo(file, 50);
    },
  },
  'without one of its indexes': {
    code: 'library_damaged',
    harm: (file) => {
      const db = new Database(file);
      db.exec('DROP INDEX meetings_by_start');
      db.close();
    },
  },
  'a column dropped': {
    code: 'library_damaged',
    harm: (file) => {
      const db = new Database(file);
      db.exec('ALTER TABLE meetings DROP COLUMN excerpt');
      db.close();
    },
  },
  'a trigger planted': {
    code: 'library_damaged',
    harm: (file) => {
      const db = new Database(file);
      db.exec('CREATE TRIGGER planted AFTER INSERT ON meetings BEGIN DELETE FROM folders; END');
      db.close();
    },
  },
  'its version forgotten': {
    code: 'library_damaged',
    harm: (file) => {
      const db = new Database(file);
      db.pragma('user_version = 0');
      db.close();
    },
  },
  'of no length': {
    code: 'library_damaged',
    harm: (file) => {
      cutTo(file, 0);
    },
  },
  junk: {
    code: 'library_damaged',
    harm: (file) => {
      writeFileSync(file, junk(50_000));
    },
  },
  'a text': {
    code: 'library_damaged',
    harm: (file) => {
      writeFileSync(file, 'Dear diary,\n'.repeat(1000));
    },
  },
  'of another program': {
    code: 'library_unusable',
    foreign: true,
    harm: (file) => {
      writeFileSync(file, '');
      const db = new Database(file);
      db.exec("CREATE TABLE diary (day TEXT); INSERT INTO diary VALUES ('Monday')");
      db.close();
    },
  },
  'of another program that has our tables': {
    code: 'library_unusable',
    foreign: true,
    harm: (file) => {
      const db = new Database(file);
      db.pragma('journal_mode = DELETE');
      db.pragma('application_id = 12345');
      db.close();
    },
  },
  'from the future': {
    code: 'library_from_future',
    foreign: true,
    harm: (file) => {
      const db = new Database(file);
      db.pragma(`user_version = ${newest + 1}`);
      db.close();
    },
  },
};

/** All calls that need the library; what they give must be why there is none. */
async function expectRefused(api: Api, code: string): Promise<void> {
  const id = '00000000-0000-4000-8000-000000000000';
  const calls = [
    () => api.meetings.create({ title: 'x' }),
    () => api.meetings.createMany({ meetings: [{ title: 'x' }] }),
    () => api.meetings.get({ id }),
    () => api.meetings.getMany({ ids: [id] }),
    () => api.meetings.list({}),
    () => api.meetings.count({}),
    () => api.meetings.tags(),
    () => api.meetings.update({ id, title: 'x' }),
    () => api.meetings.updateMany({ ids: [id], patch: {} }),
    () => api.meetings.trash({ ids: [id] }),
    () => api.meetings.restore({ ids: [id] }),
    () => api.meetings.purge({ ids: [id] }),
    () => api.folders.list(),
    () => api.folders.create({ name: 'x' }),
    () => api.folders.rename({ id, name: 'x' }),
    () => api.folders.remove({ id }),
    () => api.library.backUp(),
  ];
  for (const call of calls) await expect(call(), String(call)).rejects.toMatchObject({ code });
}

test.each(Object.entries(damages))(
  'a library file %s: it says so, keeps the file, and a backup brings it back',
  async (_name, { code, harm, foreign }) => {
    const { home, file, backup } = await makeLibrary();
    harm(file);
    const harmed = readFileSync(file);
    const before = hashOf(file);

    const core = openTestCore(home);
    const { api } = core.connect();
    const status = await api.library.status();
    expect(status).toMatchObject({ state: 'unusable', code });
    expect(status.message).not.toBe('');
    await expectRefused(api, code);

    // The rest of the app works.
    expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
    const library = (await api.diagnostics.readiness()).parts.find(({ part }) => part === 'library');
    expect(library).toMatchObject({ ready: false, message: status.message });
    expect(await api.diagnostics.versions()).toMatchObject({ schema: 0 });
    await api.settings.update({ theme: 'dark' });
    expect((await api.logs.list({ text: 'library not usable' })).items.length).toBe(1);
    expect((await api.library.backups()).backups.map(({ name }) => name)).toEqual([backup]);

    const { path } = await api.library.salvage();
    expect(existsSync(path)).toBe(true);
    if (foreign) expect(hashOf(file)).toBe(before);

    expect(await api.library.restore({ name: backup })).toMatchObject({ state: 'open' });
    expect((await api.meetings.count({})).count).toBe(MEETINGS);
    // The harmed file is still there, whole, under another name.
    const names = readdirSync(home, { recursive: true, encoding: 'utf8' });
    const kept = names
      .filter((name) => /set-aside-.*[\\/]library\.db$/.test(name))
      .map((name) => readFileSync(join(home, name)));
    expect(kept).toHaveLength(1);
    expect(kept[0]?.equals(harmed)).toBe(true);

    await api.meetings.create({ title: 'after' });
    await core.close();
    expect(integrityOf(home)).toBe('ok');
    const again = openTestCore(home).connect().api;
    expect((await again.meetings.count({})).count).toBe(MEETINGS + 1);
  },
);

interface SalvagedLine {
  table: string;
  row: { title?: string; notes?: string };
}

async function salvageOf(home: string) {
  const core = openTestCore(home);
  const { path, tables } = await core.connect().api.library.salvage();
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SalvagedLine);
  await core.close();
  return {
    lines,
    tables,
    titles: lines.filter(({ table }) => table === 'meetings').map(({ row }) => row.title),
  };
}

test('of a sound library everything is salvaged', async () => {
  const { home } = await makeLibrary();
  const { titles, tables, lines } = await salvageOf(home);
  expect(titles).toEqual(Array.from({ length: MEETINGS }, (_, index) => `m${index}`));
  expect(tables.every(({ complete }) => complete)).toBe(true);
  expect(lines.find(({ row }) => row.title === 'm7')?.row.notes).toBe('7 '.repeat(150));
});

test('of a library with a hole, all rows before and behind it are salvaged', async () => {
  const { home, file } = await makeLibrary();
  const leaves = leavesOf(file, 'meetings');
  overwritePages(file, leaves.slice(10, 12));
  const { titles, tables } = await salvageOf(home);
  // No more is lost than these two pages held.
  const perPage = Math.ceil(MEETINGS / leaves.length) + 1;
  expect(titles.length).toBeGreaterThanOrEqual(MEETINGS - 2 * perPage - 1);
  expect(titles).toContain('m0');
  expect(titles).toContain(`m${MEETINGS - 1}`);
  expect(new Set(titles).size).toBe(titles.length);
  expect(tables.find(({ table }) => table === 'meetings')).toMatchObject({
    rows: titles.length,
    complete: false,
  });
  expect(tables.find(({ table }) => table === 'meeting_tags')).toMatchObject({
    rows: MEETINGS,
    complete: true,
  });
});

test('of a library with two holes, the rows between them are salvaged too', async () => {
  const { home, file } = await makeLibrary();
  const leaves = leavesOf(file, 'meetings');
  overwritePages(file, [leaves[2] ?? 0, leaves.at(-3) ?? 0]);
  const { titles } = await salvageOf(home);
  const perPage = Math.ceil(MEETINGS / leaves.length) + 1;
  expect(titles).toContain(`m${MEETINGS / 2}`);
  expect(titles.length).toBeGreaterThanOrEqual(MEETINGS - 2 * perPage - 1);
});

test.each([
  [2, -3],
  [10, 12],
  [10, 13],
])(
  'of many short rows none on a page between broken ones is jumped over: pages %i and %i',
  async (...broken) => {
    const { home, file } = await makeLibrary(1000, 2);
    const leaves = leavesOf(file, 'meetings');
    const rowsOf = (page: number) => readFileSync(file).readUInt16BE((page - 1) * PAGE + 3);
    const pages = broken.map((place) => leaves.at(place) ?? 0);
    const lost = pages.reduce((sum, page) => sum + rowsOf(page), 0);
    overwritePages(file, pages);
    const { titles } = await salvageOf(home);
    expect(titles.length).toBe(1000 - lost);
  },
);

test('a damaged backup is refused, and the library stays as it is', async () => {
  const { home, backup } = await makeLibrary();
  const core = openTestCore(home);
  const { api } = core.connect();
  await api.meetings.create({ title: 'newer' });
  overwritePages(join(home, 'backups', backup), [3, 4, 5, 6, 7, 8]);
  await expect(api.library.restore({ name: backup })).rejects.toMatchObject({ code: 'library_damaged' });
  expect(await api.library.status()).toMatchObject({ state: 'open' });
  expect((await api.meetings.count({})).count).toBe(MEETINGS + 1);
  expect(readdirSync(home).filter((name) => name.includes('restoring'))).toEqual([]);
});

test('of a library cut in half, what is left is salvaged', async () => {
  const { home, file } = await makeLibrary();
  cutTo(file, (pageCount(file) >> 1) * PAGE);
  const { titles, tables } = await salvageOf(home);
  expect(titles.slice(0, 40)).toEqual(Array.from({ length: 40 }, (_, index) => `m${index}`));
  expect(tables.find(({ table }) => table === 'meetings')).toMatchObject({ complete: false });
});

test('pages that break while the library is open give library_damaged, and the rest can be read', async () => {
  const home = tempHome();
  const core = openTestCore(home);
  const { api } = core.connect();
  // More than SQLite keeps in memory, so that these pages are read again.
  const { meetings } = await api.meetings.createMany({
    meetings: Array.from({ length: 300 }, (_, index) => ({ title: `m${index}`, notes: 'x'.repeat(20_000) })),
  });
  const file = join(home, 'library.db');
  await api.library.backUp();
  const wal = new Database(file);
  wal.pragma('wal_checkpoint(TRUNCATE)');
  wal.close();
  overwritePages(
    file,
    Array.from({ length: 100 }, (_, index) => 100 + index),
  );
  const read = await Promise.allSettled(meetings.map(({ id }) => api.meetings.get({ id })));
  expect(read.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'library_damaged' },
  });
  expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
  const { tables } = await api.library.salvage();
  expect(tables.find(({ table }) => table === 'meetings')?.rows).toBeGreaterThan(200);
});

test('a new library may begin with an empty file, such as a first start that was cut off leaves', async () => {
  const home = tempHome();
  writeFileSync(join(home, 'library.db'), '');
  const { api } = openTestCore(home).connect();
  expect(await api.library.status()).toMatchObject({ state: 'open' });
});
