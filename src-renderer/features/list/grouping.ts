import type { MeetingRow, Sort } from '../../../src-main/contract/meetings.ts';
import { dayOf } from '../../i18n/format.ts';

/** A run of rows of one day; `first` is the place of the first one in the list. */
export interface Group {
  day: number;
  first: number;
  count: number;
}

export const ROW_HEIGHT = 64;
export const CAPTION_HEIGHT = 36;

export function groupByDay(
  ids: readonly string[],
  rows: ReadonlyMap<string, MeetingRow>,
  { by }: Sort,
): readonly Group[] {
  if (by === 'title') return [];
  const groups: Group[] = [];
  for (const [place, id] of ids.entries()) {
    const day = dayOf(rows.get(id)?.[by] ?? 0);
    const last = groups.at(-1);
    if (last?.day === day) last.count += 1;
    else groups.push({ day, first: place, count: 1 });
  }
  return groups;
}

/** The group that holds a row, by halving; -1 where there are none. */
export function groupAt(groups: readonly Group[], place: number): number {
  let low = 0;
  let high = groups.length - 1;
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((groups[middle]?.first ?? 0) <= place) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}

/** How far down the list a row begins, captions included. */
export function topOf(groups: readonly Group[], place: number): number {
  return place * ROW_HEIGHT + (groupAt(groups, place) + 1) * CAPTION_HEIGHT;
}
