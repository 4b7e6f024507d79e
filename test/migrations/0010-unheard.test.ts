import { expect, test } from 'vitest';
import { openDatabase } from '../../src-main/storage/database.ts';
import { migrate, schemaVersion } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

const meeting = `INSERT INTO meetings
  (id, title, title_sort, notes, excerpt, started_at, created_at, updated_at, revision)
  VALUES (?, 'Title', 'title', 'Notes', 'Notes', 1, 2, 3, 4)`;
const transcript = `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, provenance, created_at)
  VALUES (?, ?, 1, 'complete', 1, '{}', 5)`;
const guard = `INSERT INTO guards (seq, id, transcript_id, start_ms, end_ms, reason, text, is_settled)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

test('version 10: places to check stay as they are, and one may be voices without words', () => {
  const db = openDatabase(':memory:');
  migrate(db, migrations.slice(0, 9), () => undefined);
  db.run(meeting, 'a');
  db.run(meeting, 'b');
  db.run(transcript, 't', 1);
  db.run(transcript, 'u', 2);
  db.run(guard, 7, 'one', 't', 0, 1000, 'silence', 'Thank you.', 1);
  db.run(guard, 3, 'two', 't', 0, 2000, 'crashed', '', 0);
  db.run(guard, 9, 'other', 'u', 5, 6, 'unsure', '', 0);
  const all = () => db.all('SELECT * FROM guards ORDER BY seq');
  const indexes = () =>
    db.all(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'guards'`,
    );
  const before = { guards: all(), indexes: indexes() };
  expect(() => db.run(guard, 11, 'new', 't', 0, 1, 'unheard', '', 0)).toThrow('CHECK');

  let copies = 0;
  migrate(db, migrations.slice(0, 10), () => (copies += 1));

  expect(schemaVersion(db)).toBe(10);
  expect(copies).toBe(1);
  expect({ guards: all(), indexes: indexes() }).toEqual(before);
  expect(db.get(`SELECT strict FROM pragma_table_list WHERE name = 'guards'`)).toEqual({ strict: 1 });

  db.run(guard, 11, 'new', 't', 0, 1, 'unheard', '', 0);
  expect(() => db.run(guard, 12, 'odd', 't', 0, 1, 'no reason', '', 0)).toThrow('CHECK');
  expect(() => db.run(guard, 12, 'new', 't', 0, 1, 'unheard', '', 0)).toThrow('UNIQUE');
  expect(() => db.run(guard, 12, 'odd', 'gone', 0, 1, 'unheard', '', 0)).toThrow('FOREIGN KEY');
  db.run(`DELETE FROM transcripts WHERE id = 't'`);
  expect(db.all('SELECT id FROM guards')).toEqual([{ id: 'other' }]);
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
});
