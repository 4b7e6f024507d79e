import { expect, test } from 'vitest';
import { listMeetings } from '../../src-main/features/meetings/list.ts';
import { openDatabase } from '../../src-main/storage/database.ts';
import { migrate, schemaVersion } from '../../src-main/storage/migrate.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

test('version 2: titles that were stored before are found by their plain letters, and nothing else changes', () => {
  const db = openDatabase(':memory:');
  migrate(db, migrations.slice(0, 1), () => undefined);
  // As version 1 folded them.
  for (const [id, title, key] of [
    ['a', 'Straße', 'straße'],
    ['b', 'ΟΔΟΣ', 'οδος'],
    ['c', 'Plain', 'plain'],
  ]) {
    db.run(
      `INSERT INTO meetings (id, title, title_sort, notes, excerpt, started_at, created_at, updated_at, revision)
       VALUES (?, ?, ?, '', '', 1, 2, 3, 4)`,
      id ?? '',
      title ?? '',
      key ?? '',
    );
  }
  db.run(`INSERT INTO meeting_tags VALUES (1, 'straße', 'Straße', 0)`);
  const rest = () =>
    db.all('SELECT id, title, notes, excerpt, started_at, created_at, updated_at, revision FROM meetings');
  const before = rest();

  let copies = 0;
  migrate(db, migrations.slice(0, 2), () => (copies += 1));

  expect(schemaVersion(db)).toBe(2);
  expect(copies).toBe(1);
  expect(rest()).toEqual(before);
  expect(db.all('SELECT tag_key, tag FROM meeting_tags')).toEqual([{ tag_key: 'straße', tag: 'Straße' }]);
  // The queries are those of the newest version.
  migrate(db, migrations, () => undefined);
  const found = (title?: string) =>
    listMeetings(db, {
      filter: { trashed: false, title },
      sort: { by: 'title', order: 'ascending' },
      limit: 9,
    }).items.map(({ id }) => id);
  expect(found('strasse')).toEqual(['a']);
  expect(found('οδοσ')).toEqual(['b']);
  expect(found()).toEqual(['c', 'a', 'b']);
});
