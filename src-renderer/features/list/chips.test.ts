import { expect, test } from 'vitest';
import { createFormat } from '../../i18n/format.ts';
import { createTranslator } from '../../i18n/translate.ts';
import { chipsOf, dayFrom, dayText } from './chips.ts';
import { narrowing, type Narrowing } from './view.ts';

const chips = (filter: Narrowing, folder?: string) =>
  chipsOf(filter, createTranslator('en', 'en-GB'), createFormat('en-GB'), folder);

test('each part of a filter is a chip of its own, and taking all of them away leaves nothing', () => {
  const filter: Narrowing = {
    folderId: 'f',
    states: ['review', 'failed'],
    people: ['Zoë', 'Ann'],
    tags: ['later'],
    hasSummary: true,
    days: 6,
    from: new Date(2026, 0, 5).getTime(),
    before: new Date(2026, 1, 1).getTime(),
  };
  const shown = chips(filter, 'Research').map(({ label }) => label);
  expect(shown).toEqual([
    'Research',
    'To check',
    'Transcription failed',
    'with Zoë',
    'with Ann',
    '#later',
    'With a summary',
    'Last 7 days',
    'from 5 Jan 2026',
    'until 31 Jan 2026',
  ]);
  let left = filter;
  for (let count = shown.length; count > 0; count -= 1) {
    expect(chips(left)).toHaveLength(count);
    left = narrowing({ ...left, ...chips(left)[0]?.without });
  }
  expect(left).toEqual({});
});

test('a day is the same one in the field and in the filter, and half a date is none', () => {
  for (const day of ['2026-03-29', '2026-10-25', '2024-02-29', '1999-12-31'])
    expect(dayText(dayFrom(day) ?? 0)).toBe(day);
  expect(dayText((dayFrom('2026-12-31', 1) ?? 0) - 1)).toBe('2026-12-31');
  for (const typed of ['', '2026', '0002-01-01', '20266-01-01']) expect(dayFrom(typed)).toBeUndefined();
});
