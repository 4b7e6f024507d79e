import { expect, test } from 'vitest';
import { openDatabase } from '../../src-main/storage/database.ts';
import { migrate, schemaVersion } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

test('version 1: an empty file becomes a library of meetings, tags and folders', () => {
  const db = openDatabase(':memory:');
  migrate(db, migrations.slice(0, 1), () => {
    throw new Error('There is nothing to copy in an empty file.');
  });
  expect(schemaVersion(db)).toBe(1);
  expect(db.get('PRAGMA application_id')).toEqual({ application_id: 0x4d4d6d6f });
  const tables = db.all<{ name: string; strict: number }>(
    `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  expect(tables).toEqual([
    { name: 'folders', strict: 1 },
    { name: 'meeting_tags', strict: 1 },
    { name: 'meetings', strict: 1 },
  ]);
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
  db.run(`INSERT INTO folders VALUES ('f', 'Work', 'work')`);
  db.run(
    `INSERT INTO meetings (id, title, title_sort, notes, excerpt, started_at, folder_id, created_at, updated_at, revision)
     VALUES ('m', 'T', 't', '', '', 1, 'f', 1, 1, 1)`,
  );
  db.run(`INSERT INTO meeting_tags VALUES (1, 'a', 'A', 0)`);
  db.run(`DELETE FROM folders`);
  expect(db.get('SELECT folder_id FROM meetings')).toEqual({ folder_id: null });
  db.run('DELETE FROM meetings');
  expect(db.all('SELECT * FROM meeting_tags')).toEqual([]);
});
