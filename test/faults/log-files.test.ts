import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { openLogFiles, type LogFiles } from '../../src-main/storage/log-files.ts';
import { connectSocket, enter } from '../support/loopback-client.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { startProgram } from '../support/program.ts';
import { randomFrom } from '../support/random.ts';
import { seed } from '../support/seed.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const DAY = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

function open(folder: string, days = 14): LogFiles {
  return openLogFiles(
    folder,
    () => ({ level: 'debug', days, megabytes: 1 }),
    () => undefined,
  );
}

const names = (folder: string) => readdirSync(folder).sort();
const bytesIn = (folder: string) =>
  names(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** Page after page, to the end. */
function counts(log: LogFiles, limit: number): number[] {
  const found: number[] = [];
  let before: string | undefined;
  for (;;) {
    const page = log.read({ level: 'debug', text: '', before, limit });
    found.push(...page.map(({ fields }) => Number(fields.count)));
    before = page.at(-1)?.id;
    if (page.length < limit) return found;
  }
}

test('the log keeps to its size, drops the oldest, and its pages meet across the files', () => {
  const folder = join(tempHome(), 'logs');
  const log = open(folder);
  const written = 20_000;
  for (let count = 0; count < written; count += 1) log.info('call', { method: 'meetings.list', count });
  expect(bytesIn(folder)).toBeLessThanOrEqual(1.1 * 1024 * 1024);
  expect(names(folder).length).toBeGreaterThan(2);
  const found = counts(log, 97);
  expect(found.length).toBeGreaterThan(4000);
  expect(found).toEqual(Array.from({ length: found.length }, (_, index) => written - 1 - index));
  expect(counts(open(folder), 1000)).toEqual(found);
});

test('what is older than the days allow is gone after the next start and line', () => {
  const folder = join(tempHome(), 'logs');
  const log = open(folder);
  for (let count = 0; count < 5000; count += 1) log.info('call', { count });
  const old = new Date(Date.now() - 20 * DAY);
  for (const name of names(folder)) utimesSync(join(folder, name), old, old);
  expect(names(folder).length).toBeGreaterThan(1);
  const next = open(folder);
  next.info('library open');
  expect(next.read({ level: 'debug', text: '', limit: 10_000 }).map(({ message }) => message)).toEqual([
    'library open',
  ]);
});

test('lines of a program that runs for weeks do not outlive the days allowed', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 60 * DAY });
  const folder = join(tempHome(), 'logs');
  const log = open(folder, 14);
  for (let day = 0; day < 60; day += 1) {
    vi.setSystemTime(Date.now() + DAY);
    log.info('call', { count: day });
    const name = names(folder).at(-1) ?? '';
    utimesSync(join(folder, name), new Date(), new Date());
  }
  const oldest = log.read({ level: 'debug', text: '', limit: 1000 }).at(-1)?.at ?? 0;
  // A file is dropped whole, so a few days more are no fault.
  expect((Date.now() - oldest) / DAY).toBeLessThanOrEqual(14 + 8);
});

test('a clock set back does not mix up the order, nor the pages, nor the next start', () => {
  const folder = join(tempHome(), 'logs');
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T12:00:00Z') });
  const log = open(folder);
  for (let count = 0; count < 10; count += 1) log.info('call', { count });
  vi.setSystemTime(new Date('2020-01-01'));
  for (let count = 10; count < 20; count += 1) log.info('call', { count });
  const next = open(folder);
  for (let count = 20; count < 30; count += 1) next.info('call', { count });
  vi.setSystemTime(new Date('2026-06-01T12:00:00.001Z'));
  for (let count = 30; count < 40; count += 1) next.info('call', { count });
  expect(counts(next, 7)).toEqual(Array.from({ length: 40 }, (_, index) => 39 - index));
  const ids = next.read({ level: 'debug', text: '', limit: 100 }).map(({ id }) => id);
  expect(new Set(ids).size).toBe(40);
});

test('one start with the clock years ahead does not keep old lines for ever', () => {
  const now = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: now + 3650 * DAY });
  const folder = join(tempHome(), 'logs');
  open(folder).info('library open');
  for (let day = 60; day >= 0; day -= 1) {
    vi.setSystemTime(now - day * DAY);
    for (const name of names(folder).slice(-1)) utimesSync(join(folder, name), new Date(), new Date());
    open(folder, 14).info('call', { count: day });
  }
  // The first one is the start in the future, which has none.
  const found = counts(open(folder), 1000).filter(Number.isInteger);
  expect(found[0]).toBe(0);
  expect(Math.max(...found)).toBeLessThanOrEqual(14 + 8);
});

test.each([
  ['half a line', '{"id":"0zzzzzzzz00000","at":1,"lev'],
  ['a line of another shape', '{"id":5}\n'],
  ['null', 'null\n'],
  ['numbers', '1\n2\n3'],
  ['an id that is none', '{"id":"zz","at":1,"level":"info","message":"x","fields":{}}\n'],
  ['a level that is none', '{"id":"00000000000000","at":1,"level":"__proto__","message":"x","fields":{}}\n'],
  ['fields that are none', '{"id":"00000000000000","at":1,"level":"info","message":"x","fields":null}\n'],
  ['zeros', '\u0000'.repeat(5000)],
  ['nothing', ''],
])(
  'a log that ends in %s: the app starts, the sound lines are listed, and the next ones too',
  async (_name, junk) => {
    const home = tempHome();
    const first = openTestCore(home);
    await first.connect().api.meetings.list({});
    await first.close();
    const folder = join(home, 'logs');
    const [name = ''] = names(folder);
    appendFileSync(join(folder, name), junk);
    writeFileSync(join(folder, 'log-0.jsonl'), junk);
    writeFileSync(join(folder, 'other.txt'), junk);
    mkdirSync(join(folder, 'log-0a.jsonl'));
    const { api } = openTestCore(home).connect();
    const { items } = await api.logs.list({});
    expect(items.map(({ message }) => message)).toEqual(['library open', 'library closed', 'library open']);
    await api.logs.export({ format: 'csv' });
  },
);

test('kill -9 tears no line, and none is written twice', async () => {
  const home = tempHome();
  const random = randomFrom(seed);
  writeFileSync(join(home, 'settings.json'), '{"logLevel":"debug"}');
  for (let round = 0; round < 3; round += 1) {
    const program = startProgram(join(import.meta.dirname, '../support/loopback-program.ts'), [home]);
    const [link = ''] = await program.printed(1);
    const connection = connectSocket(new URL(link).origin, await enter(link));
    const stop = 100 + random(500);
    let answered = 0;
    const calls = Array.from({ length: 2000 }, () =>
      connection.api.diagnostics.health().then(
        () => (answered += 1),
        () => undefined,
      ),
    );
    await until('so many answers', () => answered >= stop);
    await program.kill();
    await Promise.all(calls);
    connection.close();
  }
  const folder = join(home, 'logs');
  const lines = names(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1),
  );
  const ids = lines.map((line) => (JSON.parse(line) as { id: string }).id);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});

test('a log folder that is removed meanwhile is made anew', () => {
  const folder = join(tempHome(), 'logs');
  const log = open(folder);
  log.info('call', { count: 1 });
  rmSync(folder, { recursive: true });
  for (let count = 2; count < 5; count += 1) log.info('call', { count });
  expect(counts(log, 10)[0]).toBe(4);
});

test('what is listed by level and text is what was asked for, and clearing leaves nothing', async () => {
  const core = openTestCore();
  const { api } = core.connect();
  core.log.error('call failed', { code: 'internal' });
  core.log.warn('a query was slow', { query: 'SELECT:meetings' });
  expect((await api.logs.list({ level: 'error' })).items).toHaveLength(1);
  expect((await api.logs.list({ level: 'warn' })).items).toHaveLength(2);
  expect((await api.logs.list({ text: 'select:MEETINGS' })).items).toHaveLength(1);
  for (const text of ['%', '.*', '"', '\\'])
    expect((await api.logs.list({ text: `no${text}` })).items).toEqual([]);
  const { removed } = await api.logs.clear();
  expect(removed).toBeGreaterThanOrEqual(3);
  expect((await api.logs.list({})).items).toEqual([]);
});
