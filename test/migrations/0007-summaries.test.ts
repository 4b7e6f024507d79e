import { expect, test } from 'vitest';
import { openDatabase } from '../../src-main/storage/database.ts';
import { migrate, schemaVersion } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

const meeting = `INSERT INTO meetings
  (id, title, title_sort, notes, excerpt, started_at, created_at, updated_at, revision)
  VALUES (?, 'Title', 'title', 'Notes', 'Notes', 1, 2, 3, 4)`;
const summary = `INSERT INTO summaries
  (id, meeting_seq, transcript_id, transcript_stamp, version, state, is_chosen, content, provenance, created_at)
  VALUES (?, ?, 'gone', '', ?, 'complete', ?, '{}', '{}', 5)`;

test('version 7: the words of the summary that is shown are words of its meeting, and go with it', () => {
  const db = openDatabase(':memory:');
  migrate(db, migrations.slice(0, 6), () => undefined);
  db.run(meeting, 'a');
  db.run(meeting, 'b');
  const before = db.all('SELECT * FROM meetings');

  let copies = 0;
  migrate(db, migrations.slice(0, 7), () => (copies += 1));

  expect(schemaVersion(db)).toBe(7);
  expect(copies).toBe(1);
  expect(db.all('SELECT * FROM meetings')).toEqual(before);

  const stamps = () =>
    db
      .all<{ stamp: number }>('SELECT stamp FROM search_stamps ORDER BY meeting_seq')
      .map(({ stamp }) => stamp);
  /** Which meetings have another stamp afterwards. */
  const renewed = (sql: string, ...values: (string | number)[]) => {
    const old = stamps();
    db.run(sql, ...values);
    return stamps().flatMap((stamp, index) => (stamp === old[index] ? [] : [index + 1]));
  };
  expect(renewed(summary, 's', 1, 1, 1)).toEqual([1]);
  expect(renewed(summary, 't', 1, 2, 0)).toEqual([]);
  expect(renewed(summary, 'u', 2, 1, 1)).toEqual([2]);
  expect(renewed(`UPDATE summaries SET content = '{"a":1}' WHERE id = 's'`)).toEqual([1]);
  expect(renewed(`UPDATE summaries SET content = '{"a":1}' WHERE id = 't'`)).toEqual([]);
  expect(renewed(`UPDATE summaries SET is_edited = 1 WHERE id = 's'`)).toEqual([]);
  expect(renewed(`UPDATE summaries SET is_chosen = 0 WHERE id = 's'`)).toEqual([1]);
  expect(renewed(`DELETE FROM summaries WHERE id = 's'`)).toEqual([]);
  expect(renewed(`UPDATE summaries SET is_chosen = 1 WHERE id = 't'`)).toEqual([1]);
  expect(renewed(`DELETE FROM summaries WHERE id = 't'`)).toEqual([1]);
  expect(() => db.run(summary, 'two shown', 2, 3, 1)).toThrow('UNIQUE');
  expect(() => db.run(summary, 'the same version', 2, 1, 0)).toThrow('UNIQUE');

  db.run(`DELETE FROM meetings WHERE id = 'b'`);
  expect(db.all('SELECT id FROM summaries')).toEqual([]);

  const template = `INSERT INTO templates (id, name, sections, instructions, length) VALUES (?, 'Mine', '[]', '', ?)`;
  db.run(template, 'own', 'short');
  expect(() => db.run(template, 'odd', 'endless')).toThrow('CHECK');
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
});
