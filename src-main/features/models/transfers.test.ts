import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTransfers, type Transfer } from './transfers.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const card: Transfer['card'] = {
  ...{ id: 'big', name: 'Big', bytes: 1000, memoryBytes: 1, isMultilingual: true, quantisation: 'f16' },
  ...{ licence: null, source: null, kind: 'speech', languages: null, contextTokens: null },
};

test('it is told of four times a second, with the time left after the first second', async () => {
  const told: unknown[] = [];
  const transfers = createTransfers((id) => told.push(transfers.find(id)?.shown));
  const work = transfers.run(card, 'download', async (_signal, progress) => {
    // What lay there from an earlier time says nothing of the speed.
    for (let bytes = 500; bytes < 700; bytes += 1) {
      progress(bytes);
      await vi.advanceTimersByTimeAsync(10);
    }
  });
  await work;
  // Once when it began, and then in two seconds.
  expect(told).toHaveLength(9);
  expect(told[0]).toEqual({ kind: 'download', bytes: 1000, bytesDone: 0, msLeft: null });
  expect(told[2]).toMatchObject({ bytesDone: 525, msLeft: null });
  expect(told[5]).toMatchObject({ bytesDone: 600, msLeft: 4000 });
  expect(transfers.find('big')).toBeUndefined();
});

test('to cancel one waits until it has let go', async () => {
  const transfers = createTransfers(() => undefined);
  const log: string[] = [];
  const work = transfers.run(card, 'import', async (signal) => {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    log.push('let go');
  });
  await Promise.resolve();
  expect(transfers.bytesToCome()).toBe(1000);
  await transfers.cancel('big');
  expect(log).toEqual(['let go']);
  await transfers.cancel('nobody');
  await work;
});
