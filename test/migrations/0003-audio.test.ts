import { expect, test } from 'vitest';
import { findAudio } from '../../src-main/features/audio/queries.ts';
import { openDatabase } from '../../src-main/storage/database.ts';
import { migrate, schemaVersion } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

const meeting = `INSERT INTO meetings
  (id, title, title_sort, notes, excerpt, started_at, created_at, updated_at, revision)
  VALUES (?, 'Title', 'title', 'Notes', 'Notes', 1, 2, 3, 4)`;
const sound = `INSERT INTO audio
  (meeting_seq, state, source, bytes, container, tracks, is_two_track, is_damaged, is_compressed, played)
  VALUES (?, ?, 'imported', 10, 'wav', '[]', 0, 0, 0, 'sound')`;

test('version 3: meetings can have a sound and marks, and those from before have neither', () => {
  const db = openDatabase(':memory:');
  migrate(db, migrations.slice(0, 2), () => undefined);
  db.run(meeting, 'a');
  db.run(meeting, 'b');
  const before = db.all('SELECT * FROM meetings');

  let copies = 0;
  migrate(db, migrations.slice(0, 3), () => (copies += 1));

  expect(schemaVersion(db)).toBe(3);
  expect(copies).toBe(1);
  expect(db.all('SELECT * FROM meetings')).toEqual(before);
  expect(
    db.all(`SELECT name, strict FROM pragma_table_list WHERE name IN ('audio', 'bookmarks') ORDER BY name`),
  ).toEqual([
    { name: 'audio', strict: 1 },
    { name: 'bookmarks', strict: 1 },
  ]);
  expect(findAudio(db, 'a')).toBeUndefined();

  db.run(sound, 1, 'ready');
  db.run(sound, 2, 'ready');
  expect(findAudio(db, 'a')).toMatchObject({
    meetingId: 'a',
    state: 'ready',
    positionMs: 0,
    durationMs: null,
  });
  expect(() => db.run(sound, 1, 'ready')).toThrow('UNIQUE');
  expect(() => db.run(sound, 3, 'ready')).toThrow('FOREIGN KEY');
  db.run(`INSERT INTO bookmarks VALUES ('x', 1, 5, 'Here', 6)`);
  db.run(`INSERT INTO bookmarks VALUES ('y', 2, 5, 'There', 6)`);
  // They go with their meeting.
  db.run(`DELETE FROM meetings WHERE id = 'a'`);
  expect(db.all('SELECT meeting_seq FROM audio')).toEqual([{ meeting_seq: 2 }]);
  expect(db.all('SELECT id FROM bookmarks')).toEqual([{ id: 'y' }]);
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
  db.run(`DELETE FROM audio`);
  expect(() => db.run(sound, 2, 'lost')).toThrow('CHECK');
});
