import { expect, test } from 'vitest';
import { cleanText, recordedAtOf, titleOf } from './metadata.ts';

const NOW = Date.UTC(2026, 10, 21);

test.each([
  ['within the part that is looked at', 2980, 'Talk', Date.UTC(2024, 4, 6, 12)],
  ['beyond it', 3000, null, null],
])('a tag that begins %s', (_, spaces, title, recordedAt) => {
  const blank = ' '.repeat(spaces);
  expect(titleOf({ title: `${blank}Talk` })).toBe(title);
  const day = recordedAtOf({ date: `${blank}2024-05-06` }, NOW);
  // Without a zone it is that of this machine, and without a time its noon.
  const offset = new Date(2024, 4, 6, 12).getTimezoneOffset() * 60_000;
  expect(day === null ? null : day - offset).toBe(recordedAt);
});

test('of a long text a title holds so many whole letters', () => {
  expect(cleanText('👍'.repeat(1000))).toBe('👍'.repeat(300));
});

test('a day with a zone and no time is that day here; a time is what it says', () => {
  expect(recordedAtOf({ date: '2024-05-06Z' }, NOW)).toBe(new Date(2024, 4, 6, 12).getTime());
  expect(recordedAtOf({ date: '2024-05-06 00:00' }, NOW)).toBe(new Date(2024, 4, 6).getTime());
});
