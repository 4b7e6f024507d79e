import type { StoreApi } from 'zustand';
import type { MeetingRow, Sort } from '../../../src-main/contract/meetings.ts';
import type { Hit } from '../../../src-main/contract/search.ts';
import { inGroups, type Group } from './grouping.ts';
import { nothing, type Selection } from './selection.ts';
import type { Query, View } from './view.ts';

export interface ListState extends Selection, Query {
  view: View;
  sort: Sort;
  status: 'loading' | 'ready' | 'failed';
  rows: ReadonlyMap<string, MeetingRow>;
  /** Where it is in each row, while words are searched for. */
  hits: ReadonlyMap<string, Hit>;
  /** Meetings that could not be searched yet. */
  unready: number;
  /** The loaded part, in order. Stays the same array while only fields of rows change. */
  ids: readonly string[];
  groups: readonly Group[];
  total: number;
  /** Where the part that is not loaded begins; null when there is none. */
  next: string | null;
  renaming: string | null;
  /** A row to scroll to; a new object asks anew. */
  reveal: { id: string } | null;
}

export type ListStore = StoreApi<ListState>;

export const initial: ListState = {
  ...nothing,
  view: { kind: 'all' },
  text: '',
  filter: {},
  sort: { by: 'startedAt', order: 'descending' },
  status: 'loading',
  rows: new Map(),
  hits: new Map(),
  unready: 0,
  ids: [],
  groups: [],
  total: 0,
  next: null,
  renaming: null,
  reveal: null,
};

export function arranged(
  ids: readonly string[],
  rows: ReadonlyMap<string, MeetingRow>,
  sort: Sort,
  hits: ReadonlyMap<string, Hit>,
) {
  return { ids, rows, groups: inGroups(ids, rows, sort, hits) };
}

/** Of two readings of a meeting the one that has seen more changes. Keeps the object, so that nothing redraws. */
export function newer(known: MeetingRow | undefined, read: MeetingRow): MeetingRow {
  if (!known || known.revision < read.revision) return read;
  // What was shown ahead of the core's answer has the same number, and gives way to what was read.
  return known.revision > read.revision || isSame(known, read) ? known : read;
}

const isSame = (one: MeetingRow, other: MeetingRow) =>
  (Object.keys(one) as (keyof MeetingRow)[]).every(
    (key) => JSON.stringify(one[key]) === JSON.stringify(other[key]),
  );

/** Rows that are shown on, but give way to whatever is read: in a restored backup the numbers go back. */
export function doubted(rows: ReadonlyMap<string, MeetingRow>): ReadonlyMap<string, MeetingRow> {
  return new Map([...rows].map(([id, row]) => [id, { ...row, revision: -1 }]));
}
