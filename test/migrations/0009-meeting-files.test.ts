import { expect, test } from 'vitest';
import { openDatabase } from '../../src-main/storage/database.ts';
import { migrate, schemaVersion } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

test('version 9: meetings of before have no length of their own and came from no file', () => {
  const db = openDatabase(':memory:');
  migrate(db, migrations.slice(0, 8), () => undefined);
  db.run(`INSERT INTO meetings
    (id, title, title_sort, notes, excerpt, started_at, created_at, updated_at, revision)
    VALUES ('a', 'Title', 'title', 'Notes', 'Notes', 1, 2, 3, 4)`);
  const before = db.all<object>('SELECT * FROM meetings');

  let copies = 0;
  migrate(db, migrations.slice(0, 9), () => (copies += 1));

  expect(schemaVersion(db)).toBe(9);
  expect(copies).toBe(1);
  expect(db.all('SELECT * FROM meetings')).toEqual(
    before.map((row) => ({ ...row, length_ms: null, file_sha256: null })),
  );
  expect(() => db.run('UPDATE meetings SET length_ms = -1')).toThrow('CHECK');
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
});
