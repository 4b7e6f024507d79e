import { expect, onTestFinished, test } from 'vitest';
import type { MeetingRow } from '../../src-main/contract/meetings.ts';
import { integrityOf, lookInto } from '../support/library-file.ts';
import { serveOverLoopback } from '../support/loopback-client.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const CLIENTS = 10;
const CALLS = 100;
const numbers = Array.from({ length: CALLS }, (_, index) => index);

async function open() {
  const home = tempHome();
  const { connections, close } = await serveOverLoopback(openTestCore(home), CLIENTS);
  onTestFinished(close);
  const apiOf = (index: number) => {
    const connection = connections[index % CLIENTS];
    if (!connection) throw new Error('No connection');
    return connection.api;
  };
  return { home, apiOf };
}

test('100 creates at once from 10 clients: nothing lost, nothing twice, each client hears of all', async () => {
  const { home, apiOf } = await open();
  const heard = Array.from({ length: CLIENTS }, () => new Map<string, MeetingRow>());
  for (const [index, own] of heard.entries()) {
    apiOf(index).meetings.created(({ meetings }) => {
      for (const row of meetings) own.set(row.id, row);
    });
    await apiOf(index).diagnostics.health({});
  }
  const made = await Promise.all(
    numbers.map((index) => apiOf(index).meetings.create({ title: `m${index}`, tags: [`t${index}`] })),
  );
  expect(new Set(made.map(({ id }) => id)).size).toBe(CALLS);
  expect(made.map(({ title }) => title)).toEqual(numbers.map((index) => `m${index}`));
  const { items } = await apiOf(0).meetings.list({ limit: 500 });
  expect(items.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
  await until('all events', () => heard.every((own) => own.size === CALLS));
  expect(integrityOf(home)).toBe('ok');
});

test('100 updates of one meeting at once: each tag and each field is there', async () => {
  const { home, apiOf } = await open();
  const { id } = await apiOf(0).meetings.create({ title: 'start' });
  const tags = numbers.slice(0, 50).map((index) => `tag${index}`);
  const changes = numbers.map((index) => {
    if (index < 50) return { id, addTags: [`tag${index}`] };
    if (index === 60) return { id, title: 'the title' };
    if (index === 70) return { id, notes: 'the notes' };
    if (index === 80) return { id, startedAt: 1_000_000 };
    return { id, removeTags: ['tag that nobody has'] };
  });
  const answers = await Promise.all(changes.map((change, index) => apiOf(index).meetings.update(change)));
  const end = await apiOf(3).meetings.get({ id });
  expect(end).toMatchObject({ title: 'the title', notes: 'the notes', startedAt: 1_000_000 });
  expect([...end.tags].sort()).toEqual([...tags].sort());
  // Every change had a revision of its own, so none was made on top of an unseen one.
  expect(new Set(answers.map(({ revision }) => revision)).size).toBe(CALLS);
  expect(end.revision).toBe(CALLS + 1);
  expect(lookInto(home, (db) => db.prepare('SELECT count(*) FROM meeting_tags').pluck().get())).toBe(
    tags.length,
  );
});

test('100 updates of 100 meetings and 100 creates at once', async () => {
  const { home, apiOf } = await open();
  const { meetings } = await apiOf(0).meetings.createMany({
    meetings: numbers.map((index) => ({ title: `old${index}` })),
  });
  await Promise.all([
    ...meetings.map(({ id }, index) =>
      apiOf(index).meetings.update({ id, notes: `new${index}`, addTags: [`t${index}`] }),
    ),
    ...numbers.map((index) => apiOf(index + 1).meetings.create({ title: `created${index}` })),
  ]);
  for (const [index, { id }] of meetings.entries()) {
    expect(await apiOf(5).meetings.get({ id })).toMatchObject({
      title: `old${index}`,
      notes: `new${index}`,
      tags: [`t${index}`],
    });
  }
  expect((await apiOf(5).meetings.count({})).count).toBe(2 * CALLS);
  expect(integrityOf(home)).toBe('ok');
});

test('of 100 changes made on the strength of the same revision one is done, and 99 are told', async () => {
  const { apiOf } = await open();
  const { id, revision } = await apiOf(0).meetings.create({ title: 'start' });
  const outcomes = await Promise.allSettled(
    numbers.map((index) => apiOf(index).meetings.update({ id, title: `by ${index}`, ifRevision: revision })),
  );
  const done = outcomes.filter(({ status }) => status === 'fulfilled');
  expect(done).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' });
  }
  expect((await apiOf(0).meetings.get({ id })).revision).toBe(revision + 1);
});

test('100 folders of one name at once: one is made', async () => {
  const { apiOf } = await open();
  const outcomes = await Promise.allSettled(
    numbers.map((index) => apiOf(index).folders.create({ name: 'Same' })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await apiOf(0).folders.list({})).folders).toHaveLength(1);
});
