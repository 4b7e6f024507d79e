import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isBlank } from '../../src-main/contract/common.ts';
import type { Api } from '../../src-main/contract/index.ts';
import { integrityOf, lookInto } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { seed } from '../support/seed.ts';
import { tempHome } from '../support/temp-home.ts';

/** Each is syntax somewhere: in a path, SQL, LIKE, FTS5, JSON, GLOB, a spreadsheet, HTML, a shell, a log. */
const hostile = [
  '../../etc/passwd',
  '..\\..\\windows\\system32',
  '/etc/passwd',
  'C:\\',
  'CON.txt',
  'file:///etc/passwd',
  `'; DROP TABLE meetings; --`,
  `" OR ""="`,
  `') OR 1=1 --`,
  '%',
  '_',
  '100 %',
  'a_b',
  '\\%',
  '*',
  'a*',
  '?',
  '[a-z]',
  '"',
  '"a" NEAR "b"',
  'a AND b',
  'NOT a',
  'a OR b',
  'title:a',
  '^a',
  '(a)',
  '-a',
  '+a',
  '=1+1',
  '@a',
  '{"a":1}',
  '["a"]',
  '$.a',
  '?1',
  ':id',
  '<script>alert(1)</script>',
  '&amp;',
  '$(id)',
  '`id`',
  '${home}',
  '%s%n',
  'a\u0000b',
  '\u0000',
  'a\nb',
  'a\r\nb',
  'a\tb',
  'a\u0085b\u2028c',
  '\u001b[31mred',
  '\u007f',
  '\u202Eright to left\u202C',
  '\u200Fمرحبا שלום\u200E',
  '\u200B',
  'a\u200Db',
  '\uFEFFmark',
  '👩‍👩‍👧‍👦',
  '🏳️‍🌈',
  '1️⃣',
  '\u{1F600}\u{10FFFF}\uFFFF',
  'é',
  'e\u0301',
  'ﬁ',
  'ｆｕｌｌ',
  'İ',
  'ß',
  'ŉ',
  'Σίσυφος',
  '会議',
  'ハハ',
  'パパ',
  'कल',
  'काल',
  'ทดสอบ',
  'Z̸̡̛a̵l̶g̴o̷',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-1',
  '1e309',
];
const broken = ['\uD800', 'a\uDC00b', '\uDC00\uD800', '👩\uD83D'];

/** What is kept of a text: all but half surrogates and, of a label, the space around it. */
const kept = (value: string) => value.toWellFormed();
const label = (value: string) => kept(value).trim();
/** What shows nothing is no name. */
const isLabel = (value: string) => !isBlank(value);

async function idsFound(api: Api, text: string): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await api.search.find({ text, limit: 100, ...(cursor && { cursor }) });
    found.push(...page.items.map(({ meeting }) => meeting.id));
    cursor = page.next;
  }
  return found;
}

async function idsWith(api: Api, tag: string): Promise<string[]> {
  const { items } = await api.meetings.list({ filter: { tags: [tag] }, limit: 500 });
  return items.map(({ id }) => id);
}

test('a hostile string is data in a title, notes, a tag and a folder name', async () => {
  // In a folder of its own, so that what appears beside it is of our making.
  const home = join(tempHome(), 'library');
  const { api } = openTestCore(home).connect();
  const outside = readdirSync(join(home, '..')).length;
  const made = new Map<string, string>();
  for (const [index, value] of [...hostile, ...broken].filter(isLabel).entries()) {
    const name = JSON.stringify(value);
    const folder = await api.folders.create({ name: `${value} ${index}` });
    expect(folder.name, name).toBe(label(`${value} ${index}`));
    const meeting = await api.meetings.create({
      title: value,
      notes: value,
      tags: [value, 'shared'],
      folderId: folder.id,
    });
    expect(meeting, name).toMatchObject({
      title: label(value),
      notes: kept(value),
      tags: [label(value), 'shared'],
    });
    expect(await api.meetings.get({ id: meeting.id }), name).toEqual(meeting);
    made.set(meeting.id, value);
  }
  const listed = await api.meetings.list({ sort: { by: 'title', order: 'ascending' }, limit: 500 });
  expect(listed.items.length).toBe(made.size);
  for (const { id, title } of listed.items) expect(title).toBe(label(made.get(id) ?? ''));

  for (const [id, value] of made) {
    const name = JSON.stringify(value);
    expect(await idsFound(api, value), name).toContain(id);
    expect(await idsWith(api, value), name).toContain(id);
  }
  expect(await idsWith(api, 'SHARED')).toHaveLength(made.size);
  expect(integrityOf(home)).toBe('ok');
  expect(lookInto(home, (db) => db.prepare('SELECT count(*) FROM meetings').pluck().get())).toBe(made.size);
  expect(readdirSync(join(home, '..')).length).toBe(outside);
});

test('what is searched for is never syntax, and signs alone are looked for in titles', async () => {
  const { api } = openTestCore().connect();
  const titles = [
    '100 % sure',
    'a_b',
    'axb',
    '"a" NEAR "b"',
    'not a or b',
    "it's",
    'a*b',
    'a\\b',
    '[ab]',
    '{a}: -b^2',
  ];
  for (const title of titles) await api.meetings.create({ title });
  const found = async (text: string) =>
    (await api.search.find({ text, limit: 100 })).items.map(({ meeting }) => meeting.title).toSorted();
  for (const text of ['%', '_', '"', "'", '*', '\\', '[', '" ', '^', '}:'])
    expect(await found(text), text).toEqual(titles.filter((title) => title.includes(text.trim())).toSorted());
  const [pair, near] = [['a*b', 'a\\b', 'a_b', '{a}: -b^2'], ['"a" NEAR "b"']];
  for (const [text, wanted] of [
    ['a_b', pair],
    ['a*b', pair],
    ['"a" NEAR', near],
    // What is written without a space between stands together.
    ['NEAR(a b)', []],
    ['NEAR b', near],
    ['a OR b NOT', ['not a or b']],
    ['title : a*', []],
    ['100 -sure', ['100 % sure']],
    ['ax*', ['axb']],
    ["it's", ["it's"]],
    ['zzz', []],
  ] as const)
    expect(await found(text), text).toEqual([...wanted].toSorted());
});

test('letter case and accents do not matter to the search, and no more than they is folded away', async () => {
  const { api } = openTestCore().connect();
  await api.meetings.create({ title: 'Café ZÜRICH', notes: 'Ελληνικά' });
  await api.meetings.create({ title: 'パパ', tags: ['パパ', 'कल'] });
  await api.meetings.create({ title: 'ハハ', tags: ['ハハ', 'काल'] });
  const count = async (text: string) => (await api.search.find({ text })).total;
  for (const text of ['cafe', 'CAFÉ', 'cafe\u0301', 'zurich', 'Zürich', 'ελληνικα'])
    expect(await count(text), text).toBe(1);
  expect(await count('パパ')).toBe(1);
  expect((await api.meetings.tags()).tags).toHaveLength(4);
  const both = await api.meetings.create({ title: 'both', tags: ['パパ', 'ハハ', 'कल', 'काल'] });
  expect(both.tags).toEqual(['パパ', 'ハハ', 'कल', 'काल']);
  await api.folders.create({ name: 'パパ' });
  await expect(api.folders.create({ name: 'ハハ' })).resolves.toBeDefined();
});

test('any text comes back as it was, and is found', async () => {
  const { api } = openTestCore().connect();
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );
  for (const value of fc
    .sample(text, { seed, numRuns: 400 })
    .filter((own) => isLabel(own) && label(own).length <= 60)) {
    const name = JSON.stringify(value);
    const made = await api.meetings.create({ title: value, notes: value, tags: [value] });
    expect(made, name).toMatchObject({ title: label(value), notes: value, tags: [label(value)] });
    expect(await idsWith(api, value), name).toContain(made.id);
    expect(await idsFound(api, label(value)), name).toContain(made.id);
    await api.meetings.trash({ ids: [made.id] });
  }
});

test('half surrogates become the replacement sign, wherever they stand', async () => {
  const { api } = openTestCore().connect();
  for (const value of broken) {
    const made = await api.meetings.create({ title: `t${value}`, notes: value, tags: [`t${value}`] });
    expect(made).toMatchObject({ title: `t${kept(value)}`, notes: kept(value), tags: [`t${kept(value)}`] });
    expect(made.title.isWellFormed()).toBe(true);
  }
});

test('notes of a megabyte are kept whole, found by their last word, and cut in a list', async () => {
  const { api } = openTestCore().connect();
  const notes = `${'line of the notes, ünïcödé 会議 '.repeat(34_000)}\u0000zanzibar`;
  expect(Buffer.byteLength(notes)).toBeGreaterThan(1_000_000);
  const made = await api.meetings.create({ title: 'long', notes });
  expect((await api.meetings.get({ id: made.id })).notes).toBe(notes);
  expect(await idsFound(api, 'zanzibar')).toEqual([made.id]);
  const [row] = (await api.meetings.list({})).items;
  expect(row?.excerpt.length).toBeLessThanOrEqual(200);
  expect(row).not.toHaveProperty('notes');
  const emoji = await api.meetings.create({ title: 'cut', notes: `x${'👩‍👩‍👧‍👦'.repeat(500)}` });
  expect(emoji.excerpt.isWellFormed()).toBe(true);
  expect(emoji.excerpt).not.toContain('\uFFFD');
});

test('a hostile name of a file is no name of a file', async () => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  for (const name of [
    '../library.db',
    '/etc/passwd',
    'manual-20260101T000000000Z.db/../../library.db',
    '..\\x.db',
    '\u0000.db',
  ]) {
    await expect(api.library.restore({ name }), name).rejects.toMatchObject({ code: 'invalid_input' });
  }
  await expect(api.library.restore({ name: 'manual-20260101T000000000Z.db' })).rejects.toMatchObject({
    code: 'not_found',
  });
  const { backups } = await api.library.backups();
  expect(backups).toEqual([]);
  expect(existsSync(join(home, 'backups')) ? readdirSync(join(home, 'backups')) : []).toEqual([]);
  expect(readFileSync(join(home, 'library.db')).length).toBeGreaterThan(0);
});
