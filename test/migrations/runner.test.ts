import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src-main/storage/database.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import type { Migration } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import { createMeetings } from '../../src-main/features/meetings/changes.ts';
import { tempHome } from '../support/temp-home.ts';

const next = (migrations.at(-1)?.version ?? 0) + 1;
const addColour: Migration = {
  version: next,
  up: `ALTER TABLE folders ADD COLUMN colour TEXT NOT NULL DEFAULT 'none'`,
};
const failHalfway: Migration = {
  version: next,
  up: 'DELETE FROM meetings; CREATE TABLE folders (id TEXT) STRICT',
};

/** The hash of each migration that has shipped. A line here never changes; a new migration adds one. */
const shipped: Record<number, string> = {
  1: '94c0b23e366d5b7c263c8bea212dc3fb1856150884717d8ddcc805a2735356af',
  2: '50efbb6fe67053d4418e41ae43cfbae765d0b2f311f41f43796ba02b8057b07b',
  3: '41a43af26cbefcf8f0bfe78968cc6c6eb089197d448f62395e54ff99579e44be',
  4: '7ed3f50fbd5656d7d9da115a6a6e4224f44b8310fd8ccc9a41fb4dc63db7b7fa',
  5: '1b182689772d5e2c5ecc1007eaa88367366f2e8fcf1cd1cebcd702cddeab92a8',
  6: '1f2c468099225b61d5a5d12bae5714807edb65ab47763bf167b06af1e9253589',
  7: 'd93fd85582423b9a75290be5423b9606e78b28d6d8337228f803ad60ee544717',
  8: '55024e43abc5dc157233d35984898094ee243a2fcd4ef2ffd3584e21695d2283',
  9: '8521377f110313b2a9e56fad220ff898a068d99a4d6a41bf559efb0ec666ada1',
  10: '0e46dcf7367eb416281348f9883291b58f24dbe4a290f01e7d3cce6792fc2a0f',
};

function libraryWith(titles: string[]): string {
  const home = tempHome();
  const library = openLibrary({ home, migrations });
  createMeetings(
    library.db,
    titles.map((title) => ({ title })),
  );
  library.close();
  return home;
}

const titlesIn = (file: string) => {
  const db = openDatabase(file, { readonly: true });
  const titles = db
    .all<{ title: string }>('SELECT title FROM meetings ORDER BY seq')
    .map(({ title }) => title);
  db.close();
  return titles;
};

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

test('versions count up from one, and each has its upgrade test', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  const sources = readdirSync(join(import.meta.dirname, '../../src-main/storage/migrations')).filter((name) =>
    /^\d/.test(name),
  );
  const tests = readdirSync(import.meta.dirname).filter((name) => /^\d/.test(name));
  expect(sources).toHaveLength(migrations.length);
  expect(tests.map((name) => name.replace('.test.ts', '.ts'))).toEqual(sources);
});

test('a shipped migration is what it was', () => {
  const hashes = migrations.map(({ version, up }) => [
    version,
    createHash('sha256').update(up).digest('hex'),
  ]);
  expect(Object.fromEntries(hashes)).toEqual(shipped);
});

test('a copy is made before the step, and holds what was there', () => {
  const home = libraryWith(['one', 'two']);
  const library = openLibrary({ home, migrations: [...migrations, addColour] });
  expect(library.status.state).toBe('open');
  expect(
    library.db.get('SELECT count(*) AS n FROM pragma_table_info(?) WHERE name = ?', 'folders', 'colour'),
  ).toEqual({ n: 1 });
  const [copy] = library.backups();
  expect(copy?.kind).toBe('before-migration');
  library.close();
  expect(titlesIn(join(home, 'backups', copy?.name ?? ''))).toEqual(['one', 'two']);
});

test('nothing is copied when there is nothing to do', () => {
  const home = libraryWith(['one']);
  const library = openLibrary({ home, migrations });
  expect(library.backups()).toEqual([]);
  library.close();
});

test('a step that fails leaves the library as it was, and the version that made it opens it', () => {
  const home = libraryWith(['one', 'two']);
  const failed = openLibrary({ home, migrations: [...migrations, failHalfway] });
  expect(failed.status).toMatchObject({ state: 'unusable', code: 'internal' });
  failed.close();
  const library = openLibrary({ home, migrations });
  expect(library.status.state).toBe('open');
  expect(library.db.get('SELECT count(*) AS n FROM meetings')).toEqual({ n: 2 });
  library.close();
});

test('a library from the future is refused and left to the byte as it was', () => {
  const home = libraryWith(['one']);
  openLibrary({ home, migrations: [...migrations, addColour] }).close();
  const before = digest(join(home, 'library.db'));
  const library = openLibrary({ home, migrations });
  expect(library.status).toMatchObject({ state: 'unusable', code: 'library_from_future' });
  expect(() => library.db).toThrow(/newer version/);
  library.close();
  expect(digest(join(home, 'library.db'))).toBe(before);
});

test('the database of another program is refused and left to the byte as it was', () => {
  const home = tempHome();
  mkdirSync(home, { recursive: true });
  const other = new Database(join(home, 'library.db'));
  other.exec('CREATE TABLE recipes (name TEXT)');
  other.close();
  const before = digest(join(home, 'library.db'));
  const library = openLibrary({ home, migrations });
  expect(library.status).toMatchObject({ state: 'unusable', code: 'library_unusable' });
  library.close();
  expect(digest(join(home, 'library.db'))).toBe(before);
});

test('an empty file is a new library, unless there are backups of what it was', () => {
  const fresh = tempHome();
  writeFileSync(join(fresh, 'library.db'), '');
  const library = openLibrary({ home: fresh, migrations });
  expect(library.status.state).toBe('open');
  createMeetings(library.db, [{ title: 'kept' }]);
  const { name } = library.backUp('manual');
  library.close();
  writeFileSync(join(fresh, 'library.db'), '');
  const emptied = openLibrary({ home: fresh, migrations });
  expect(emptied.status).toMatchObject({ state: 'unusable', code: 'library_damaged' });
  expect(emptied.restore(name)).toMatchObject({ state: 'open' });
  emptied.close();
  expect(titlesIn(join(fresh, 'library.db'))).toEqual(['kept']);
});
