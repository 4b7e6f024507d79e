import { expect, test } from 'vitest';
import type { ImportItem } from '../../../src-main/contract/imports.ts';
import { firstOfInterest, summarise } from './summary.ts';

const item = (id: string, fields: Partial<ImportItem>): [string, ImportItem] => [
  id,
  {
    id,
    position: 1,
    name: id,
    state: 'waiting',
    isSent: false,
    bytes: 99,
    bytesDone: 0,
    msDone: 0,
    msLeft: null,
    meetingId: null,
    isDamaged: false,
    hasTracks: false,
    error: null,
    ...fields,
  },
];

test('nothing is nothing', () => {
  expect(summarise(new Map())).toEqual({
    total: 0,
    open: 0,
    done: 0,
    duplicates: 0,
    failed: 0,
    share: 0,
    place: 0,
  });
});

test('what has ended is counted by its end, and what is open by how far it is', () => {
  const items = new Map([
    item('a', { state: 'done' }),
    item('b', { state: 'duplicate' }),
    item('c', { state: 'failed' }),
    item('d', { state: 'cancelled' }),
    item('e', { state: 'reading', bytesDone: 99 }),
    item('f', {}),
  ]);
  expect(summarise(items)).toMatchObject({ total: 6, open: 2, done: 1, duplicates: 1, failed: 1, place: 5 });
  expect(summarise(items).share).toBeCloseTo(5 / 6);
});

test('a file goes forward only, whichever way its bytes come', () => {
  for (const isSent of [false, true]) {
    const steps: Partial<ImportItem>[] = [
      { state: 'waiting' },
      ...(isSent ? [{ state: 'uploading' as const, bytesDone: 50 }] : []),
      { state: 'copying' },
      { state: 'copying', bytesDone: 99 },
      { state: 'reading' },
      { state: 'reading', bytesDone: 70 },
      { state: 'converting' },
    ];
    const shares = steps.map((step) => summarise(new Map([item('a', { isSent, ...step })])).share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  }
});

test('empty files and sizes that are not known are no division by nothing', () => {
  expect(summarise(new Map([item('a', { bytes: 0, state: 'copying' })])).share).toBe(0);
  expect(summarise(new Map([item('a', { bytes: 0, state: 'done' })])).share).toBe(1);
});

test('the list opens at what is at work, afterwards at the first failure', () => {
  const found = (...states: ImportItem['state'][]) => firstOfInterest(states.map((state) => ({ state })));
  expect(found('done', 'failed', 'copying', 'waiting')).toBe(2);
  expect(found('done', 'duplicate', 'failed', 'done', 'failed')).toBe(2);
  expect(found('done', 'cancelled')).toBe(-1);
});
