import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { sortKeys, type Sort } from '../../src-main/contract/meetings.ts';
import { AppError } from '../../src-main/rpc/errors.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { seed } from '../support/seed.ts';

const orders = ['ascending', 'descending'] as const;
const sorts = sortKeys.flatMap((by) => orders.map((order): Sort => ({ by, order })));
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function allTitles(api: Api, sort: Sort, limit: number): Promise<string[]> {
  const titles: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Api['meetings']['list']>> = await api.meetings.list({
      sort,
      limit,
      ...(cursor === null ? {} : { cursor }),
    });
    titles.push(...page.items.map(({ title }) => title));
    cursor = page.next;
  } while (cursor !== null);
  return titles;
}

test('pages meet without a gap or a double, in every order, whatever the titles are', async () => {
  const { api } = openTestCore().connect();
  const title = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    fc.constantFrom('same', 'SAME', 'sáme'),
  );
  const drafts = fc
    .sample(title, { seed, numRuns: 150 })
    .map((own) => ({ title: `t${own}`, startedAt: 1000 }));
  await api.meetings.createMany({ meetings: drafts });
  const wanted = drafts.map((draft) => draft.title.trim()).sort();
  for (const sort of sorts) {
    for (const limit of [1, 7, 500]) {
      const got = await allTitles(api, sort, limit);
      expect(got.sort(), `${JSON.stringify(sort)} by ${limit}`).toEqual(wanted);
    }
  }
});

test.each([
  ['Korean, which folds to three times its length', '각'.repeat(500)],
  ['zeros, which JSON writes in six signs', `a${'\u0000'.repeat(498)}z`],
  ['a ligature that folds to eighteen letters', '\uFDFA'.repeat(500)],
  ['quotes', '"'.repeat(500)],
  ['emoji', '👩'.repeat(250)],
])('the longest titles can be paged: %s', async (_name, title) => {
  const { api } = openTestCore().connect();
  await api.meetings.createMany({ meetings: Array.from({ length: 3 }, () => ({ title })) });
  expect(await allTitles(api, { by: 'title', order: 'descending' }, 1)).toEqual([title, title, title]);
});

test('a cursor that no list gave is refused, or is a place in the list; it is never more', async () => {
  const { api } = openTestCore().connect();
  await api.meetings.createMany({
    meetings: Array.from({ length: 20 }, (_, index) => ({ title: `t${index}` })),
  });
  const good = { by: 'title', order: 'ascending', key: 't1', seq: 1 };
  const hostile = [
    ...[
      'x',
      '!',
      '.',
      '%00',
      '../../etc/passwd',
      "'; DROP TABLE meetings; --",
      'a'.repeat(39_999),
      '\u0000',
      '\uD800',
    ],
    ...[
      null,
      1,
      'x',
      [],
      {},
      [good],
      { ...good, extra: 1 },
      { ...good, by: 'seq' },
      { ...good, by: 'title_sort; --' },
    ].map(encoded),
    ...[null, true, {}, [], ['t1'], { toString: 1 }].map((key) => encoded({ ...good, key })),
    ...[null, '1', 1.5, 1e300, -1, 0, Number.MAX_SAFE_INTEGER].map((seq) => encoded({ ...good, seq })),
    ...["'; DROP TABLE meetings; --", '\u0000', '\uD800', '', '\u{10FFFF}', 'x'.repeat(20_000)].map((key) =>
      encoded({ ...good, key }),
    ),
    ...[1, -1, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 1e300, 'x'].map((key) =>
      encoded({ ...good, by: 'startedAt', key }),
    ),
    encoded(JSON.parse('{"__proto__":{"by":"title"},"order":"ascending","key":"a","seq":1}')),
    Buffer.from('{"by":"title"').toString('base64url'),
    Buffer.from('['.repeat(20_000)).toString('base64url'),
    ...fc.sample(fc.oneof(fc.string({ minLength: 1, unit: 'binary' }), fc.json().map(encoded)), {
      seed,
      numRuns: 500,
    }),
  ];
  for (const sort of sorts) {
    for (const cursor of hostile) {
      try {
        const { items } = await api.meetings.list({ sort, cursor });
        expect(items.length).toBeLessThanOrEqual(20);
      } catch (error) {
        expect(error instanceof AppError ? error.code : error, cursor.slice(0, 200)).toBe('invalid_input');
      }
    }
  }
  const { count } = await api.meetings.count({});
  expect(count).toBe(20);
});

test('the cursor of one order is refused in another', async () => {
  const { api } = openTestCore().connect();
  await api.meetings.createMany({ meetings: [{ title: 'a' }, { title: 'b' }] });
  for (const sort of sorts) {
    const { next } = await api.meetings.list({ sort, limit: 1 });
    if (next === null) throw new Error('There is a second page');
    for (const other of sorts.filter((own) => own !== sort)) {
      await expect(api.meetings.list({ sort: other, cursor: next })).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
  }
});

test('a log cursor is a place in the log, whatever it holds', async () => {
  const { api } = openTestCore().connect();
  for (const cursor of [
    '0',
    'zzzzzzzzzzzzzz',
    '../../x',
    '\u0000',
    '%',
    "';--",
    '\uD800',
    'x'.repeat(3000),
  ]) {
    await expect(api.logs.list({ cursor })).resolves.toHaveProperty('items');
  }
});
