import { expect, test } from 'vitest';
import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import { CAPTION_HEIGHT, groupAt, groupByDay, ROW_HEIGHT, topOf } from './grouping.ts';

const at = (day: number, hour: number) => new Date(2026, 2, day, hour).getTime();
const row = (id: string, startedAt: number) => [id, { id, startedAt } as MeetingRow] as const;
const sort = { by: 'startedAt', order: 'descending' } as const;
const rows = new Map([row('a', at(29, 23)), row('b', at(29, 0)), row('c', at(28, 12)), row('d', at(1, 1))]);
const ids = [...rows.keys()];

test('rows of one local day form one group, across a change of the clock too', () => {
  const groups = groupByDay(ids, rows, sort);
  expect(groups.map(({ first, count }) => [first, count])).toEqual([
    [0, 2],
    [2, 1],
    [3, 1],
  ]);
});

test('a list by title has no days', () => {
  expect(groupByDay(ids, rows, { by: 'title', order: 'ascending' })).toEqual([]);
});

test('rows lie below the captions before them', () => {
  const groups = groupByDay(ids, rows, sort);
  expect(ids.map((_, place) => groupAt(groups, place))).toEqual([0, 0, 1, 2]);
  expect(topOf(groups, 0)).toBe(CAPTION_HEIGHT);
  expect(topOf(groups, 2)).toBe(2 * ROW_HEIGHT + 2 * CAPTION_HEIGHT);
  expect(topOf([], 3)).toBe(3 * ROW_HEIGHT);
});
