import { expect, test } from 'vitest';
import { listJobs } from '../../src-main/jobs/rows.ts';
import { openDatabase } from '../../src-main/storage/database.ts';
import { migrate, schemaVersion } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

const meeting = `INSERT INTO meetings
  (id, title, title_sort, notes, excerpt, started_at, created_at, updated_at, revision)
  VALUES (?, 'Title', 'title', 'Notes', 'Notes', 1, 2, 3, 4)`;
const job = `INSERT INTO jobs (id, kind, meeting_seq, state, priority, place, options, created_at)
  VALUES (?, 'transcribe', ?, ?, 0, 1, '{}', 5)`;
const transcript = `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, provenance, created_at)
  VALUES (?, ?, ?, 'complete', ?, '{}', 5)`;
const segment = `INSERT INTO segments (id, transcript_id, start_ms, end_ms, text, words) VALUES (?, ?, 0, 1, 'Yes', '[]')`;
const guard = `INSERT INTO guards (id, transcript_id, start_ms, end_ms, reason, text) VALUES (?, ?, 0, 1, ?, '')`;

const tables = [
  'guards',
  'jobs',
  'network_attempts',
  'proposals',
  'segments',
  'transcripts',
  'vocabularies',
] as const;

test('version 4: meetings can have transcripts and jobs, and those from before have neither', () => {
  const db = openDatabase(':memory:');
  migrate(db, migrations.slice(0, 3), () => undefined);
  db.run(meeting, 'a');
  db.run(meeting, 'b');
  const before = db.all('SELECT * FROM meetings');

  let copies = 0;
  migrate(db, migrations.slice(0, 4), () => (copies += 1));

  expect(schemaVersion(db)).toBe(4);
  expect(copies).toBe(1);
  expect(db.all('SELECT * FROM meetings')).toEqual(before);
  expect(
    db.all(
      `SELECT name, strict FROM pragma_table_list WHERE name IN (SELECT value FROM json_each(?)) ORDER BY name`,
      JSON.stringify(tables),
    ),
  ).toEqual(tables.map((name) => ({ name, strict: 1 })));

  db.run(job, 'j', 1, 'queued');
  db.run(job, 'k', 2, 'done');
  expect(listJobs(db)).toMatchObject([
    { id: 'j', meeting_id: 'a', title: 'Title', attempts: 0, failures: 0, done_ms: 0, total_ms: null },
    { id: 'k', meeting_id: 'b', position: null, retry_at: null, error: null },
  ]);
  expect(() => db.run(job, 'j', 1, 'queued')).toThrow('UNIQUE');
  expect(() => db.run(job, 'l', 3, 'queued')).toThrow('FOREIGN KEY');
  expect(() => db.run(job, 'l', 1, 'lost')).toThrow('CHECK');

  db.run(transcript, 't', 1, 1, 1);
  db.run(transcript, 'u', 2, 1, 1);
  expect(() => db.run(transcript, 'v', 1, 1, 0)).toThrow('UNIQUE');
  // One of a meeting's versions is the chosen one.
  expect(() => db.run(transcript, 'v', 1, 2, 1)).toThrow('UNIQUE');
  db.run(transcript, 'v', 1, 2, 0);
  for (const id of ['t', 'u']) {
    db.run(segment, `segment ${id}`, id);
    db.run(guard, `guard ${id}`, id, 'unsure');
    db.run(`INSERT INTO proposals VALUES (?, ?, 0, 1, '[]', '{}', 5)`, `proposal ${id}`, id);
  }
  expect(() => db.run(guard, 'x', 't', 'no reason')).toThrow('CHECK');
  expect(() => db.run(segment, 'x', 'no transcript')).toThrow('FOREIGN KEY');
  db.run(`INSERT INTO vocabularies VALUES (1, 'Names')`);

  // They go with their meeting.
  db.run(`DELETE FROM meetings WHERE id = 'a'`);
  const ids = (table: string) => db.all<{ id: string }>(`SELECT id FROM ${table}`).map(({ id }) => id);
  expect(ids('jobs')).toEqual(['k']);
  expect(ids('transcripts')).toEqual(['u']);
  expect(ids('segments')).toEqual(['segment u']);
  expect(ids('guards')).toEqual(['guard u']);
  expect(ids('proposals')).toEqual(['proposal u']);
  expect(db.all('SELECT * FROM vocabularies')).toEqual([]);
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
});
