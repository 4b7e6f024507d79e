import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { tempHome } from '../../../test/support/temp-home.ts';
import { sortKeys, type MeetingRow, type Sort } from '../../contract/meetings.ts';
import { openDatabase, fold, type Db } from '../../storage/database.ts';
import { openLibrary } from '../../storage/library.ts';
import { migrate } from '../../storage/migrate.ts';
import { migrations } from '../../storage/migrations/index.ts';
import { createMeetings, purgeMeetings, setTrashed, updateMeetings } from './changes.ts';
import { countMeetings, countTags, listMeetings } from './list.ts';
import { findRows, getMeeting } from './rows.ts';

function library(): Db {
  const db = openDatabase(':memory:');
  migrate(db, migrations, () => undefined);
  return db;
}

const all = { trashed: false };
const byStart: Sort = { by: 'startedAt', order: 'descending' };

function pages(db: Db, sort: Sort, limit: number): MeetingRow[] {
  const found: MeetingRow[] = [];
  let cursor: string | undefined;
  do {
    const page = listMeetings(db, { filter: all, sort, limit, cursor });
    found.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

test('pages of any size give each meeting once, in every order, with many equal keys', () => {
  const draft = fc.record({
    title: fc.constantFrom('a', 'B', 'Ä', 'ä', 'z'),
    startedAt: fc.integer({ min: 0, max: 3 }),
  });
  const sort = fc.record({
    by: fc.constantFrom(...sortKeys),
    order: fc.constantFrom('ascending', 'descending'),
  });
  const property = fc.property(
    fc.array(draft, { maxLength: 40 }),
    sort,
    fc.integer({ min: 1, max: 15 }),
    (drafts, order, limit) => {
      const db = library();
      const ids = createMeetings(db, drafts);
      const rows = pages(db, order, limit);
      expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      const keys = rows.map((row) => (order.by === 'title' ? fold(row.title) : row[order.by]));
      const sorted = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(keys).toEqual(order.order === 'ascending' ? sorted : sorted.reverse());
      db.close();
    },
  );
  fc.assert(property, { numRuns: 60 });
});

test('a cursor stays good while meetings come and go', () => {
  const db = library();
  const ids = createMeetings(
    db,
    Array.from({ length: 10 }, (_, startedAt) => ({ title: 'x', startedAt })),
  );
  const first = listMeetings(db, { filter: all, sort: byStart, limit: 4 });
  createMeetings(db, [{ title: 'newer', startedAt: 100 }]);
  setTrashed(db, [ids[6] ?? ''], true);
  const second = listMeetings(db, { filter: all, sort: byStart, limit: 4, cursor: first.next ?? '' });
  expect([...first.items, ...second.items].map(({ startedAt }) => startedAt)).toEqual([
    9, 8, 7, 6, 5, 4, 3, 2,
  ]);
});

test('a cursor of another order, or no cursor at all, is refused', () => {
  const db = library();
  createMeetings(db, [{ title: 'a' }, { title: 'b' }]);
  const { next } = listMeetings(db, { filter: all, sort: byStart, limit: 1 });
  const byTitle: Sort = { by: 'title', order: 'ascending' };
  for (const [sort, cursor] of [
    [byTitle, next ?? ''],
    [byStart, 'nonsense'],
    [byStart, Buffer.from('{"by":"startedAt","order":"descending","key":"1","seq":1}').toString('base64url')],
    [byStart, Buffer.from('null').toString('base64url')],
  ] as const) {
    expect(() => listMeetings(db, { filter: all, sort, limit: 1, cursor })).toThrow(/cursor/);
  }
});

test('every order of the list is a walk along an index', () => {
  const db = library();
  for (const column of ['started_at', 'created_at', 'updated_at', 'title_sort']) {
    const plan = db.all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT id FROM meetings WHERE (trashed_at IS NOT NULL) = 0 AND (${column}, seq) < (?, ?)
       ORDER BY ${column} DESC, seq DESC LIMIT 10`,
      1,
      1,
    );
    expect(plan.map(({ detail }) => detail).join()).toMatch(
      /^SEARCH meetings USING (COVERING )?INDEX \w+ \(<expr>=\? AND \w+/,
    );
  }
});

test('filters by folder, tags, time and title', () => {
  const db = library();
  db.run(`INSERT INTO folders VALUES ('f', 'Work', 'work')`);
  const [a, b, c] = createMeetings(db, [
    { title: 'Über Geld', notes: 'Ausgaben', startedAt: 10, tags: ['Café', 'q3'] },
    { title: 'Plans', notes: 'über die Mauer', startedAt: 20, tags: ['CAFÉ'], folderId: 'f' },
    { title: 'Lunch', startedAt: 30 },
  ]);
  const ids = (filter: object) =>
    listMeetings(db, { filter: { ...all, ...filter }, sort: byStart, limit: 10 }).items.map(({ id }) => id);
  expect(ids({ title: 'uber geld' })).toEqual([a]);
  expect(ids({ title: 'uber' })).toEqual([]);
  expect(ids({ tags: ['CAFÉ'] })).toEqual([b, a]);
  expect(ids({ tags: ['cafe'] })).toEqual([]);
  expect(ids({ tags: ['café', 'q3'] })).toEqual([a]);
  expect(ids({ folderId: 'f' })).toEqual([b]);
  expect(ids({ folderId: null })).toEqual([c, a]);
  expect(ids({ from: 20, before: 30 })).toEqual([b]);
  expect(countMeetings(db, { ...all, tags: ['café'] })).toBe(2);
  expect(countTags(db)).toEqual([
    { tag: 'Café', count: 2 },
    { tag: 'q3', count: 1 },
  ]);
});

test('accents fold away where they are accents, and stay where they are letters', () => {
  expect(['Über', 'ÉTÉ', 'ﬁn', 'Άλφα'].map(fold)).toEqual(['uber', 'ete', 'fin', 'αλφα']);
  const words = ['ハハ', 'パパ', 'कल', 'काल', 'мой', 'мои', '한국'];
  expect(new Set(words.map(fold)).size).toBe(words.length);
});

test.each([
  ['Straße', 'strasse'],
  ['STRASSE', 'straße'],
  ['GROẞE Straße', 'große strasse'],
  ['ﬁnal oﬀer', 'final offer'],
  ['Ｂｕｄｇｅｔ', 'budget'],
  ['İstanbul', 'istanbul'],
  ['Diyarbakır', 'DIYARBAKIR'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['Ο δρόμος', 'Ο ΔΡΟΜΟΣ'],
  ['Smørrebrød', 'smorrebrod'],
  ['Œuvre', 'oeuvre'],
  ['Łódź', 'lodz'],
])('%s and %s are the same title', (one, other) => {
  const db = library();
  const ids = createMeetings(db, [{ title: one }, { title: other }]);
  for (const title of [one, other]) {
    const found = listMeetings(db, { filter: { ...all, title }, sort: byStart, limit: 10 }).items;
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  }
});

test('what is folded stays so, and a part of a word is a part of what it folds to', () => {
  const property = fc.property(fc.string({ unit: 'binary' }), (value) => {
    expect(fold(fold(value))).toBe(fold(value));
  });
  fc.assert(property);
  expect(fold('Straße')).toContain(fold('straß'));
  expect(fold('Straße')).toContain(fold('stras'));
});

test('tags keep their order and their first spelling, and can be changed one by one', () => {
  const db = library();
  const [id = ''] = createMeetings(db, [{ title: 'x', tags: ['One', 'two', 'ONE'] }]);
  expect(getMeeting(db, id).tags).toEqual(['One', 'two']);
  updateMeetings(db, [id], { addTags: ['three', 'TWO'], removeTags: ['one'] });
  expect(getMeeting(db, id).tags).toEqual(['two', 'three']);
  updateMeetings(db, [id], { tags: [] });
  expect(getMeeting(db, id).tags).toEqual([]);
});

test('a change on many is all or nothing', () => {
  const db = library();
  const ids = createMeetings(db, [{ title: 'a' }, { title: 'b' }]);
  expect(() => updateMeetings(db, [...ids, 'missing'], { title: 'c' })).toThrow(/do(es)? not exist/);
  expect(() => updateMeetings(db, ids, { title: 'c', folderId: 'missing' })).toThrow(/folder/);
  const tags = Array.from({ length: 51 }, (_, index) => String(index));
  expect(() => updateMeetings(db, ids, { title: 'c', addTags: tags })).toThrow(/50 tags/);
  expect(findRows(db, ids).map(({ title }) => title)).toEqual(['a', 'b']);
});

test('a change made on the strength of an older revision is refused', () => {
  const db = library();
  const [id = ''] = createMeetings(db, [{ title: 'a' }]);
  expect(updateMeetings(db, [id], { notes: 'mine' }, 1)[0]?.revision).toBe(2);
  expect(() => updateMeetings(db, [id], { notes: 'theirs' }, 1)).toThrow(/changed elsewhere/);
  expect(getMeeting(db, id).notes).toBe('mine');
});

test('only what is in the trash can be purged, and nothing of it stays', () => {
  const db = library();
  const [a = '', b = ''] = createMeetings(db, [{ title: 'a', tags: ['t'] }, { title: 'b' }]);
  setTrashed(db, [a], true);
  expect(() => purgeMeetings(db, [a, b])).toThrow(/trash/);
  expect(countMeetings(db, { trashed: true })).toBe(1);
  expect(purgeMeetings(db, [a])).toEqual([a]);
  expect(db.get('SELECT count(*) AS n FROM meeting_tags')).toEqual({ n: 0 });
  setTrashed(db, [b], true);
  const [again] = setTrashed(db, [b], true);
  expect(again?.revision).toBe(2);
});

test('nothing of a purged meeting stays in the files of the library', () => {
  const home = tempHome();
  const library = openLibrary({ home, migrations });
  onTestFinished(library.close);
  const { db } = library;
  const secret = 'a-word-that-is-nowhere-else';
  const ids = createMeetings(db, [{ title: secret, notes: `${secret} `.repeat(5000), tags: [secret] }]);
  const holders = () => readdirSync(home).filter((name) => readFileSync(join(home, name)).includes(secret));
  expect(holders()).not.toEqual([]);
  setTrashed(db, ids, true);
  library.freeing(() => purgeMeetings(db, ids));
  expect(holders()).toEqual([]);
});
