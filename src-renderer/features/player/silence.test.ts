import { expect, test } from 'vitest';
import type { Peaks } from './peaks.ts';
import { findSilence, silentColumns, skipFrom } from './silence.ts';

const BUCKET_MS = 10;

/** Peaks of stretches that are so loud, from 0 to 127, for so many milliseconds. */
function peaksOf(...stretches: [ms: number, loud: number][]): Peaks {
  const pairs = stretches.flatMap(([ms, loud]) =>
    Array.from({ length: ms / BUCKET_MS }, () => [-loud, loud]).flat(),
  );
  return [{ bucketMs: BUCKET_MS, mixed: Int8Array.from(pairs), sides: null }];
}

test('a pause is silence, a breath is not, and the end may be silent too', () => {
  const peaks = peaksOf([1000, 90], [700, 0], [1000, 90], [2000, 1], [500, 90], [900, 0]);
  expect(findSilence(peaks, -20)).toEqual([
    { from: 2700, to: 4700 },
    { from: 5200, to: 6100 },
  ]);
});

test('where one of two sides speaks it is not silent', () => {
  const [level] = peaksOf([3000, 0]);
  const sides = [Int8Array.from(level.mixed), new Int8Array(level.mixed.length).fill(60)] as const;
  expect(findSilence([{ ...level, sides }], -20)).toEqual([]);
});

test('a sound that is nothing but silent has nothing to skip to', () => {
  expect(findSilence(peaksOf([60_000, 0]), null)).toEqual([]);
});

test('a jump leaves a margin on both sides, and is not made for next to nothing', () => {
  const spans = [{ from: 2000, to: 5000 }];
  expect(skipFrom(spans, 1000)).toBeNull();
  expect(skipFrom(spans, 2100)).toBeNull();
  expect(skipFrom(spans, 2130)).toBe(4880);
  expect(skipFrom(spans, 4800)).toBeNull();
  expect(skipFrom(spans, 6000)).toBeNull();
  expect(skipFrom([], 0)).toBeNull();
});

test('a column is silent where most of it is', () => {
  expect([...silentColumns([{ from: 900, to: 2600 }], 4000, 4)]).toEqual([0, 1, 1, 0]);
});
