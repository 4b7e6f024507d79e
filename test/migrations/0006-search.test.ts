import { expect, test } from 'vitest';
import { openDatabase } from '../../src-main/storage/database.ts';
import { migrate, schemaVersion } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

const meeting = `INSERT INTO meetings
  (id, title, title_sort, notes, excerpt, started_at, created_at, updated_at, revision)
  VALUES (?, 'Title', 'title', 'Notes', 'Notes', 1, 2, 3, 4)`;
const transcript = `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, provenance, created_at)
  VALUES (?, ?, ?, 'complete', ?, '{}', 5)`;
const segment = `INSERT INTO segments (id, transcript_id, start_ms, end_ms, text, words) VALUES (?, ?, 0, 1, 'Yes', '[]')`;
const speaker = `INSERT INTO speakers (id, meeting_seq, name, name_key, number, colour) VALUES (?, ?, ?, ?, ?, 0)`;

test('version 6: whatever changes the words of a meeting gives it another stamp, and nothing else does', () => {
  const db = openDatabase(':memory:');
  migrate(db, migrations.slice(0, 5), () => undefined);
  db.run(meeting, 'a');
  db.run(meeting, 'b');
  const before = db.all('SELECT * FROM meetings');

  let copies = 0;
  migrate(db, migrations.slice(0, 6), () => (copies += 1));

  expect(schemaVersion(db)).toBe(6);
  expect(copies).toBe(1);
  expect(db.all('SELECT * FROM meetings')).toEqual(before);
  const stamps = () =>
    db
      .all<{ stamp: number }>('SELECT stamp FROM search_stamps ORDER BY meeting_seq')
      .map(({ stamp }) => stamp);
  expect(new Set(stamps()).size).toBe(2);
  expect(stamps().every(Number.isSafeInteger)).toBe(true);

  /** Which meetings have another stamp afterwards. */
  const renewed = (sql: string, ...values: (string | number)[]) => {
    const old = stamps();
    db.run(sql, ...values);
    return stamps().flatMap((stamp, index) => (stamp === old[index] ? [] : [index + 1]));
  };
  expect(renewed(meeting, 'c')).toEqual([3]);
  expect(renewed(`UPDATE meetings SET title = 'Other' WHERE id = 'a'`)).toEqual([1]);
  expect(renewed(`UPDATE meetings SET notes = 'More' WHERE id = 'b'`)).toEqual([2]);
  expect(
    renewed(`UPDATE meetings SET title = 'Other', notes = 'Notes', revision = 9 WHERE id = 'a'`),
  ).toEqual([]);
  expect(renewed(`UPDATE meetings SET trashed_at = 7, folder_id = NULL WHERE id = 'a'`)).toEqual([]);

  expect(renewed(transcript, 't', 1, 1, 1)).toEqual([]);
  expect(renewed(transcript, 'u', 1, 2, 0)).toEqual([]);
  expect(renewed(segment, 's', 't')).toEqual([1]);
  expect(renewed(segment, 'not shown', 'u')).toEqual([]);
  expect(renewed(`UPDATE segments SET text = 'No' WHERE id = 's'`)).toEqual([1]);
  expect(renewed(`UPDATE segments SET text = 'No' WHERE id = 'not shown'`)).toEqual([]);
  expect(renewed(`UPDATE segments SET end_ms = 9 WHERE id = 's'`)).toEqual([]);
  expect(renewed(`UPDATE transcripts SET is_chosen = 0 WHERE id = 't'`)).toEqual([1]);
  expect(renewed(`UPDATE transcripts SET is_chosen = 1 WHERE id = 'u'`)).toEqual([1]);
  expect(renewed(`UPDATE transcripts SET word_count = 1 WHERE id = 'u'`)).toEqual([]);
  expect(renewed(`DELETE FROM segments WHERE id = 'not shown'`)).toEqual([1]);
  expect(renewed(`DELETE FROM transcripts WHERE id = 't'`)).toEqual([]);
  expect(renewed(`DELETE FROM transcripts WHERE id = 'u'`)).toEqual([1]);

  expect(renewed(speaker, 'x', 2, '', '', 1)).toEqual([]);
  expect(renewed(speaker, 'y', 2, 'Zoë', 'zoë', 2)).toEqual([2]);
  expect(renewed(`UPDATE speakers SET colour = 1`)).toEqual([]);
  expect(renewed(`UPDATE speakers SET name = 'Ann' WHERE id = 'x'`)).toEqual([2]);
  expect(renewed(`DELETE FROM speakers WHERE id = 'y'`)).toEqual([2]);

  db.run(`DELETE FROM meetings WHERE id = 'b'`);
  expect(db.all('SELECT meeting_seq AS seq FROM search_stamps')).toEqual([{ seq: 1 }, { seq: 3 }]);

  const saved = 'INSERT INTO searches VALUES (?, ?, ?, ?)';
  db.run(saved, 'one', 'Budget', 'budget', '{}');
  expect(() => db.run(saved, 'two', 'BUDGET', 'budget', '{}')).toThrow('UNIQUE');
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
});
