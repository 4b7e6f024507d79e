import { expect, test } from 'vitest';
import { openDatabase } from '../../src-main/storage/database.ts';
import { migrate, schemaVersion } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

const meeting = `INSERT INTO meetings
  (id, title, title_sort, notes, excerpt, started_at, created_at, updated_at, revision)
  VALUES (?, 'Title', 'title', 'Notes', 'Notes', 1, 2, 3, 4)`;
const transcript = `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, provenance, created_at)
  VALUES (?, ?, 1, 'complete', 1, '{}', 5)`;
const proposal = `INSERT INTO name_proposals
  (id, meeting_seq, transcript_id, speaker_id, name, state, evidence, against)
  VALUES (?, ?, ?, 'speaker', 'Anna', ?, '[]', 0)`;

test('version 8: names that are proposed go with their words, and what was turned down with the meeting', () => {
  const db = openDatabase(':memory:');
  migrate(db, migrations.slice(0, 7), () => undefined);
  db.run(meeting, 'a');
  db.run(meeting, 'b');
  db.run(transcript, 't', 1);
  db.run(transcript, 'u', 2);
  const before = db.all('SELECT * FROM transcripts');

  let copies = 0;
  migrate(db, migrations.slice(0, 8), () => (copies += 1));

  expect(schemaVersion(db)).toBe(8);
  expect(copies).toBe(1);
  expect(db.all('SELECT * FROM transcripts')).toEqual(before);

  db.run(proposal, 'open', 1, 't', 'open');
  db.run(proposal, 'rejected', 1, null, 'rejected');
  db.run(proposal, 'other', 2, 'u', 'open');
  expect(() => db.run(proposal, 'odd', 1, 't', 'accepted')).toThrow('CHECK');
  expect(() => db.run(proposal, 'odd', 1, null, 'open')).toThrow('CHECK');
  expect(() => db.run(proposal, 'odd', 1, 't', 'rejected')).toThrow('CHECK');

  const ids = () => db.all<{ id: string }>('SELECT id FROM name_proposals ORDER BY id').map(({ id }) => id);
  db.run(`DELETE FROM transcripts WHERE id = 't'`);
  expect(ids()).toEqual(['other', 'rejected']);
  db.run(`DELETE FROM meetings WHERE id = 'a'`);
  expect(ids()).toEqual(['other']);
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
});
