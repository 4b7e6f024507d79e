import type { MeetingRow, Sort } from '../../../src-main/contract/meetings.ts';
import type { Hit } from '../../../src-main/contract/search.ts';
import { dayOf } from '../../i18n/format.ts';

/**
 * A run of rows of one day, or, while words are searched for, of those that are about them, or of all others;
 * `first` is the place of the first one in the list.
 */
export interface Group {
  day: number | 'about' | 'others';
  first: number;
  count: number;
}

export const ROW_HEIGHT = 100;
export const CAPTION_HEIGHT = 36;

export function inGroups(
  ids: readonly string[],
  rows: ReadonlyMap<string, MeetingRow>,
  { by }: Sort,
  hits: ReadonlyMap<string, Hit>,
): readonly Group[] {
  const isAnyAbout = hits.get(ids[0] ?? '')?.isAbout === true;
  if (by === 'title' && !isAnyAbout) return [];
  const groups: Group[] = [];
  for (const [place, id] of ids.entries()) {
    const isAbout = hits.get(id)?.isAbout === true;
    const day = isAbout ? 'about' : by === 'title' ? 'others' : dayOf(rows.get(id)?.[by] ?? 0);
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
