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
  return known && known.revision >= read.revision ? known : read;
}
