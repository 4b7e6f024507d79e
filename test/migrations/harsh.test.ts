import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createMeetings } from '../../src-main/features/meetings/changes.ts';
import { getMeeting } from '../../src-main/features/meetings/rows.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import type { Migration } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import { contentOf, integrityOf, lookInto } from '../support/library-file.ts';
import { tempHome } from '../support/temp-home.ts';

const newest = migrations.at(-1)?.version ?? 0;
const step = (number: number, up: string): Migration => ({ version: newest + number, up });

/** A library as a person has it: folders, tags, trash, text of many kinds. */
function makeLibrary() {
  const home = tempHome();
  const library = openLibrary({ home, migrations });
  const ids = createMeetings(
    library.db,
    Array.from({ length: 50 }, (_, index) => ({
      title: `Zürich 会議 ${index}`,
      notes: 'a\u0000b\n'.repeat(index),
      tags: ['one', `t${index}`],
    })),
  );
  library.close();
  return { home, ids };
}

const versionOf = (home: string) => lookInto(home, (db) => db.pragma('user_version', { simple: true }));

test.each([
  ['a syntax error', 'CREATE TABLE more (id TEXT) STRICT; CREATE TABEL other (id TEXT)'],
  ['a constraint', 'DELETE FROM meeting_tags; INSERT INTO meetings (id) VALUES (NULL)'],
  [
    'a foreign key',
    "DELETE FROM meetings WHERE seq > 10; INSERT INTO meeting_tags VALUES (99999, 'x', 'x', 0)",
  ],
  ['a table that is not there', 'UPDATE meetings SET title = upper(title); DROP TABLE nothing'],
  ['a wrong type', "UPDATE meetings SET started_at = 'yesterday'"],
])('a step that fails by %s changes nothing at all', (_name, up) => {
  const { home } = makeLibrary();
  const before = lookInto(home, contentOf);
  const failed = openLibrary({ home, migrations: [...migrations, step(1, up)] });
  expect(failed.status.state).toBe('unusable');
  expect(failed.backups().map(({ kind }) => kind)).toEqual(['before-migration']);
  failed.close();
  expect(lookInto(home, contentOf)).toEqual(before);
  expect(versionOf(home)).toBe(newest);
  expect(integrityOf(home)).toBe('ok');
});

test('of two steps of which the second fails the first stays, whole, and the copy from before is the way back', () => {
  const { home } = makeLibrary();
  const before = lookInto(home, contentOf);
  const failed = openLibrary({
    home,
    migrations: [
      ...migrations,
      step(1, 'CREATE TABLE more (id TEXT) STRICT'),
      step(2, 'DELETE FROM meetings; SELECT nothing()'),
    ],
  });
  expect(failed.status.state).toBe('unusable');
  failed.close();
  expect(versionOf(home)).toBe(newest + 1);
  expect(lookInto(home, (db) => db.prepare('SELECT count(*) FROM meetings').pluck().get())).toBe(50);
  const old = openLibrary({ home, migrations });
  expect(old.status.code).toBe('library_from_future');
  expect(old.restore(old.backups()[0]?.name ?? '').state).toBe('open');
  old.close();
  expect(lookInto(home, contentOf)).toEqual(before);
});

test('a step that builds the table of meetings anew, as SQLite advises, keeps what hangs on it', () => {
  const { home, ids } = makeLibrary();
  const library = openLibrary({ home, migrations });
  const before = ids.map((id) => getMeeting(library.db, id));
  library.close();
  const { sql } = lookInto(home, (db) =>
    db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'meetings'").get(),
  ) as { sql: string };
  const up = `${sql.replace('meetings', 'meetings_new')};
    INSERT INTO meetings_new SELECT * FROM meetings;
    DROP TABLE meetings;
    ALTER TABLE meetings_new RENAME TO meetings;`;
  const next = openLibrary({ home, migrations: [...migrations, step(1, up)] });
  expect(next.status).toMatchObject({ state: 'open' });
  expect(ids.map((id) => getMeeting(next.db, id))).toEqual(before);
  expect(next.db.all('PRAGMA foreign_key_check')).toEqual([]);
  // And the keys are watched again.
  expect(next.db.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
  next.close();
});

test('a step that leaves rows without what they refer to is not taken', () => {
  const { home } = makeLibrary();
  const before = lookInto(home, contentOf);
  const next = openLibrary({
    home,
    migrations: [
      ...migrations,
      step(
        1,
        `CREATE TABLE kept AS SELECT * FROM meeting_tags; DROP TABLE meeting_tags;
      CREATE TABLE meeting_tags (meeting_seq INTEGER NOT NULL REFERENCES meetings (seq), tag_sort TEXT, tag TEXT, position INTEGER) STRICT;
      PRAGMA defer_foreign_keys = ON; INSERT INTO meeting_tags SELECT meeting_seq + 1000, tag_sort, tag, position FROM kept`,
      ),
    ],
  });
  expect(next.status.state).toBe('unusable');
  next.close();
  expect(lookInto(home, contentOf)).toEqual(before);
});

test('forty steps at once: one copy is made, of what was there before the first', () => {
  const { home } = makeLibrary();
  const before = lookInto(home, contentOf);
  const steps = Array.from({ length: 40 }, (_, index) =>
    step(index + 1, `CREATE TABLE more_${index} (id TEXT) STRICT`),
  );
  const library = openLibrary({ home, migrations: [...migrations, ...steps] });
  expect(library.status.state).toBe('open');
  const backups = library.backups();
  library.close();
  expect(versionOf(home)).toBe(newest + 40);
  expect(backups).toHaveLength(1);
  const copy = new Database(join(home, 'backups', backups[0]?.name ?? ''), { readonly: true });
  expect(contentOf(copy)).toEqual(before);
  copy.close();
});
