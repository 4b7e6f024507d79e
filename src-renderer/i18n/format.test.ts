import { expect, test } from 'vitest';
import { createFormat, dayOf } from './format.ts';

test('a day is the local one, and days follow each other by one across a change of the clock', () => {
  const days = [28, 29, 30].map((day) => dayOf(new Date(2026, 2, day, 0, 30).getTime()));
  expect(days.map((day) => day - (days[0] ?? 0))).toEqual([0, 1, 2]);
  expect(dayOf(new Date(2026, 2, 28, 23, 59).getTime())).toBe(days[0]);
});

test('the year is named only where it is not the present one', () => {
  const today = dayOf(new Date(2026, 5, 1).getTime());
  const format = createFormat('en-GB');
  expect(format.day(dayOf(new Date(2026, 1, 3).getTime()), today)).toBe('Tuesday 3 February');
  expect(format.day(dayOf(new Date(2025, 1, 3).getTime()), today)).toBe('3 February 2025');
  expect(createFormat('de').day(dayOf(new Date(2026, 1, 3).getTime()), today)).toBe('Dienstag, 3. Februar');
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1500, '1.5 kB'],
  [2_000_000, '2 MB'],
  [3.2e12, '3.2 TB'],
])('%d bytes read %s', (bytes, words) => {
  expect(createFormat('en').bytes(bytes)).toBe(words);
});
