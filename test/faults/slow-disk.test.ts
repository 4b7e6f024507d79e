import { expect, test, vi } from 'vitest';
import { openLibrary } from '../../src-main/storage/library.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { tempHome } from '../support/temp-home.ts';

test('where every query is slow, from the check at the start on, all works, and the log says so', async () => {
  let time = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (time += 100));
  const core = openTestCore();
  const { api } = core.connect();
  expect(await api.library.status()).toMatchObject({ state: 'open' });
  await api.meetings.create({ title: 'slow' });
  const { items } = await api.logs.list({ level: 'warn', text: 'a query was slow', limit: 1000 });
  clock.mockRestore();
  expect(items.length).toBeGreaterThan(2);
  // Each names the statement by words of our own source.
  for (const { fields } of items) expect(fields.query).toMatch(/^[\w:]+$/);
});

test('each write is asked to be on the disk before it is acknowledged', () => {
  const library = openLibrary({ home: tempHome(), migrations });
  // No test here can cut the power; that SQLite syncs at each commit is what there is to see.
  expect(library.db.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
  expect(library.db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
  expect(library.db.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
  library.close();
});
