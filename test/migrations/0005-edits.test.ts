import { expect, test } from 'vitest';
import { segmentsOf } from '../../src-main/features/transcripts/rows.ts';
import { openDatabase } from '../../src-main/storage/database.ts';
import { migrate, schemaVersion } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

const meeting = `INSERT INTO meetings
  (id, title, title_sort, notes, excerpt, started_at, created_at, updated_at, revision)
  VALUES (?, 'Title', 'title', 'Notes', 'Notes', 1, 2, 3, 4)`;
const transcript = `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, provenance, created_at)
  VALUES (?, ?, 1, 'complete', 1, '{}', 5)`;
const segment = `INSERT INTO segments (id, transcript_id, start_ms, end_ms, text, words) VALUES (?, ?, ?, 9, 'Yes', '[]')`;
const speaker = `INSERT INTO speakers (id, meeting_seq, name, name_key, number, colour, track)
  VALUES (?, ?, 'Zoë', 'zoë', ?, ?, ?)`;
const step = `INSERT INTO edits (meeting_seq, transcript_id, kind, at, changes) VALUES (?, ?, 'text', 5, '[]')`;

function upgraded() {
  const db = openDatabase(':memory:');
  migrate(db, migrations.slice(0, 4), () => undefined);
  for (const [seq, id] of ['a', 'b'].entries()) {
    db.run(meeting, id);
    db.run(transcript, `transcript ${id}`, seq + 1);
    for (const startMs of [0, 1]) db.run(segment, `${id}${startMs}`, `transcript ${id}`, startMs);
  }
  const before = db.all<object>('SELECT * FROM segments');
  migrate(db, migrations.slice(0, 5), () => undefined);
  return { db, before };
}

test('version 5: what was said before is said by nobody known, and nothing else of it is other', () => {
  const { db, before } = upgraded();
  expect(schemaVersion(db)).toBe(5);
  expect(db.all('SELECT * FROM segments')).toEqual(before.map((row) => ({ ...row, speaker_id: null })));
  const { segments } = segmentsOf(db, 'transcript a', 0, 10);
  expect(segments.map(({ id, speakerId }) => [id, speakerId])).toEqual([
    ['a0', null],
    ['a1', null],
  ]);
  expect(
    db.all(`SELECT name, strict FROM pragma_table_list WHERE name IN ('edits', 'speakers') ORDER BY name`),
  ).toEqual(['edits', 'speakers'].map((name) => ({ name, strict: 1 })));
});

test('a speaker is counted or of a track, of which a meeting has one each, and has one of eight colours', () => {
  const { db } = upgraded();
  db.run(speaker, 'x', 1, 1, 0, null);
  db.run(speaker, 'y', 1, null, 7, 'microphone');
  db.run(speaker, 'z', 2, null, 7, 'microphone');
  expect(() => db.run(speaker, 'w', 1, null, 0, 'microphone')).toThrow('UNIQUE');
  expect(() => db.run(speaker, 'w', 1, null, 0, null)).toThrow('CHECK');
  expect(() => db.run(speaker, 'w', 1, 2, 0, 'system')).toThrow('CHECK');
  expect(() => db.run(speaker, 'w', 1, 2, 8, null)).toThrow('CHECK');
  expect(() => db.run(speaker, 'w', 1, null, 0, 'other')).toThrow('CHECK');
});

test('nobody goes who says something; steps go with their version, and all with the meeting', () => {
  const { db } = upgraded();
  for (const [seq, id] of ['a', 'b'].entries()) {
    db.run(speaker, `speaker ${id}`, seq + 1, 1, 0, null);
    db.run('UPDATE segments SET speaker_id = ? WHERE transcript_id = ?', `speaker ${id}`, `transcript ${id}`);
    db.run(step, seq + 1, null);
    db.run(step, seq + 1, `transcript ${id}`);
  }
  expect(() => db.run(`DELETE FROM speakers WHERE id = 'speaker a'`)).toThrow('FOREIGN KEY');
  expect(() => db.run(`UPDATE segments SET speaker_id = 'nobody'`)).toThrow('FOREIGN KEY');
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN SELECT 1 FROM segments WHERE speaker_id = 'x'`);
  expect(plan[0]?.detail).toContain('segments_by_speaker');

  db.run(`DELETE FROM transcripts WHERE id = 'transcript b'`);
  const left = (table: string) =>
    db.all<{ meeting_seq: number }>(`SELECT meeting_seq FROM ${table} ORDER BY rowid`);
  expect(left('edits').map((row) => row.meeting_seq)).toEqual([1, 1, 2]);
  db.run(`DELETE FROM meetings WHERE id = 'a'`);
  expect(left('edits').map((row) => row.meeting_seq)).toEqual([2]);
  expect(left('speakers').map((row) => row.meeting_seq)).toEqual([2]);
  expect(db.all('SELECT id FROM segments')).toEqual([]);
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
});
