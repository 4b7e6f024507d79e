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

test.each([
  [0, '0:00'],
  [999, '0:00'],
  [65_000, '1:05'],
  [3_600_000, '1:00:00'],
  [36_065_000, '10:01:05'],
])('%i milliseconds of sound are %s', (ms, text) => {
  expect(createFormat('en').length(ms)).toBe(text);
});

test('a time to wait is told in steps that do not flicker', () => {
  const { roughly } = createFormat('en');
  expect([0, 4000, 11_000, 56_000, 61_000, 3_600_000, 5_400_000].map(roughly)).toEqual([
    '5 sec',
    '5 sec',
    '15 sec',
    '1 min',
    '2 min',
    '1 hr',
    '1 hr 30 min',
  ]);
  expect(createFormat('de').roughly(120_000)).toBe('2 Min.');
});

test('a time that something took is told as it was', () => {
  const { took } = createFormat('en');
  expect([0, 400, 1000, 12_400, 59_600, 89_000, 3_600_000, 5_400_000].map(took)).toEqual([
    '1 sec',
    '1 sec',
    '1 sec',
    '12 sec',
    '1 min',
    '1 min',
    '1 hr',
    '1 hr 30 min',
  ]);
});
