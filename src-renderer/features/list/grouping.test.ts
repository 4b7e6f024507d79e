import { expect, test } from 'vitest';
import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import type { Hit } from '../../../src-main/contract/search.ts';
import { CAPTION_HEIGHT, groupAt, inGroups, ROW_HEIGHT, topOf } from './grouping.ts';

const at = (day: number, hour: number) => new Date(2026, 2, day, hour).getTime();
const row = (id: string, startedAt: number) => [id, { id, startedAt } as MeetingRow] as const;
const byTitle = { by: 'title', order: 'ascending' } as const;
const sort = { by: 'startedAt', order: 'descending' } as const;
const rows = new Map([row('a', at(29, 23)), row('b', at(29, 0)), row('c', at(28, 12)), row('d', at(1, 1))]);
const ids = [...rows.keys()];

test('rows of one local day form one group, across a change of the clock too', () => {
  const groups = inGroups(ids, rows, sort, new Map());
  expect(groups.map(({ first, count }) => [first, count])).toEqual([
    [0, 2],
    [2, 1],
    [3, 1],
  ]);
});

test('a list by title has no days', () => {
  expect(inGroups(ids, rows, byTitle, new Map())).toEqual([]);
});

test('what the words searched for are in the title of comes first, under a caption of its own', () => {
  const hit = (isAbout: boolean) => ({ isAbout }) as Hit;
  const hits = new Map([
    ['a', hit(true)],
    ['b', hit(true)],
    ['c', hit(false)],
  ]);
  const captions = (order: Parameters<typeof inGroups>[2]) =>
    inGroups(ids, rows, order, hits).map(({ day, count }) => [typeof day === 'number' ? 'day' : day, count]);
  expect(captions(sort)).toEqual([
    ['about', 2],
    ['day', 1],
    ['day', 1],
  ]);
  expect(captions(byTitle)).toEqual([
    ['about', 2],
    ['others', 2],
  ]);
});

test('rows lie below the captions before them', () => {
  const groups = inGroups(ids, rows, sort, new Map());
  expect(ids.map((_, place) => groupAt(groups, place))).toEqual([0, 0, 1, 2]);
  expect(topOf(groups, 0)).toBe(CAPTION_HEIGHT);
  expect(topOf(groups, 2)).toBe(2 * ROW_HEIGHT + 2 * CAPTION_HEIGHT);
  expect(topOf([], 3)).toBe(3 * ROW_HEIGHT);
});
