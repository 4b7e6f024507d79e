import type { StoreApi } from 'zustand';
import type { MeetingRow, Sort } from '../../../src-main/contract/meetings.ts';
import { groupByDay, type Group } from './grouping.ts';
import { nothing, type Selection } from './selection.ts';
import type { View } from './view.ts';

export interface ListState extends Selection {
  view: View;
  text: string;
  sort: Sort;
  status: 'loading' | 'ready' | 'failed';
  rows: ReadonlyMap<string, MeetingRow>;
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
  sort: { by: 'startedAt', order: 'descending' },
  status: 'loading',
  rows: new Map(),
  ids: [],
  groups: [],
  total: 0,
  next: null,
  renaming: null,
  reveal: null,
};

export function arranged(ids: readonly string[], rows: ReadonlyMap<string, MeetingRow>, sort: Sort) {
  return { ids, rows, groups: groupByDay(ids, rows, sort) };
}

/** Of two readings of a meeting the one that has seen more changes. Keeps the object, so that nothing redraws. */
export function newer(known: MeetingRow | undefined, read: MeetingRow): MeetingRow {
  if (!known || known.revision < read.revision) return read;
  // What was shown ahead of the core's answer has the same number, and gives way to what was read.
  return known.revision > read.revision || isSame(known, read) ? known : read;
}

const isSame = (one: MeetingRow, other: MeetingRow) =>
  (Object.keys(one) as (keyof MeetingRow)[]).every((key) => String(one[key]) === String(other[key]));

/** Rows that are shown on, but give way to whatever is read: in a restored backup the numbers go back. */
export function doubted(rows: ReadonlyMap<string, MeetingRow>): ReadonlyMap<string, MeetingRow> {
  return new Map([...rows].map(([id, row]) => [id, { ...row, revision: -1 }]));
}
