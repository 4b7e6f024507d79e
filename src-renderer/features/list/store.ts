import { createStore } from 'zustand';
import { withName } from '../../../src-main/contract/common.ts';
import type { MeetingRow, Sort } from '../../../src-main/contract/meetings.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';
import { createLoader } from './loading.ts';
import { everything, extended, nothing, only, toggled, without } from './selection.ts';
import { arranged, initial, newer, type ListState } from './state.ts';
import {
  isExcluded,
  isNarrowed,
  narrowing,
  placeOf,
  sameView,
  type Narrowing,
  type Query,
  type View,
} from './view.ts';

const MANY = 20;

export function createList(api: Api, toasts: Toasts, isEdited: (id: string) => boolean) {
  const store = createStore<ListState>(() => initial);
  const get = store.getState;
  const set = store.setState;
  const loader = createLoader(api, store, toasts);

  /** Takes rows out at once; what is not loaded is counted again. Returns the way back, if nothing else has changed. */
  function drop(gone: readonly string[], staysOpen = false): () => void {
    const state = get();
    const known = new Set(gone.filter((id) => state.rows.has(id)));
    if (known.size < gone.length && state.next !== null) loader.refresh();
    if (known.size === 0) return () => undefined;
    const rows = new Map(state.rows);
    for (const id of known) rows.delete(id);
    const ids = state.ids.filter((id) => !known.has(id));
    const selection = staysOpen ? {} : without(state, state.ids, known);
    const left = Math.max(0, state.total - known.size);
    set({ ...arranged(ids, rows, state.sort, state.hits), ...selection, total: left });
    return () => {
      const { selected, active, anchor, rows: before, groups, total } = state;
      if (get().ids === ids) set({ ids: state.ids, rows: before, groups, total, selected, active, anchor });
    };
  }

  /** What happens elsewhere does not take the page away from whoever is typing in it. */
  function dropElsewhere(gone: readonly string[]) {
    const { active, selected } = get();
    drop(gone, active !== null && selected.size <= 1 && isEdited(active));
  }

  function arrive(row: MeetingRow) {
    const { view, sort, ids, rows, next, total, active, hits } = get();
    if (rows.has(row.id) || isExcluded(view, row)) return;
    const place = isNarrowed(get()) ? undefined : placeOf(row, sort, ids, rows, next === null);
    if (place === undefined) {
      loader.refresh();
      return;
    }
    const withRow = new Map(rows).set(row.id, row);
    const selection = active === null ? only(row.id) : {};
    set({
      ...arranged(ids.toSpliced(place, 0, row.id), withRow, sort, hits),
      ...selection,
      total: total + 1,
    });
  }

  function change(changed: readonly MeetingRow[]) {
    const { view, sort, rows, ids, hits } = get();
    const gone: string[] = [];
    const patched = new Map(rows);
    let isPlaceSure = true;
    for (const row of changed) {
      const known = rows.get(row.id);
      if (isExcluded(view, row)) gone.push(row.id);
      else if (!known) isPlaceSure = false;
      else {
        patched.set(row.id, newer(known, row));
        if (known[sort.by] !== row[sort.by] || isNarrowed(get())) isPlaceSure = false;
      }
    }
    // By day the captions follow at once; the order itself is the core's to say.
    set(isPlaceSure ? { rows: patched } : arranged(ids, patched, sort, hits));
    if (gone.length > 0) dropElsewhere(gone);
    if (!isPlaceSure) loader.refresh();
  }

  function arriveAll(rows: readonly MeetingRow[]) {
    if (rows.length > MANY) loader.refresh();
    else rows.forEach(arrive);
  }

  function show(patch: Partial<Pick<ListState, 'view' | 'text' | 'filter' | 'sort'>>) {
    set({ ...patch, renaming: null });
    return loader.fresh();
  }

  const stops = [
    api.meetings.created(({ meetings }) => {
      arriveAll(meetings);
    }),
    api.meetings.restored(({ meetings }) => {
      if (get().view.kind === 'trash') dropElsewhere(meetings.map(({ id }) => id));
      else arriveAll(meetings);
    }),
    api.meetings.updated(({ meetings }) => {
      change(meetings);
    }),
    api.meetings.trashed(({ meetings }) => {
      if (get().view.kind === 'trash') loader.refresh();
      else dropElsewhere(meetings.map(({ id }) => id));
    }),
    api.meetings.purged(({ ids }) => {
      dropElsewhere(ids);
    }),
    api.folders.removed(({ id }) => {
      const { view } = get();
      if (view.kind === 'folder' && view.id === id) void show({ view: { kind: 'all' }, ...nothing });
    }),
    api.searches.removed(({ id }) => {
      const { view } = get();
      if (view.kind === 'saved' && view.id === id) void show({ view: { kind: 'all' } });
    }),
    api.people.renamed((names) => {
      const { filter } = get();
      if (filter.people) void show({ filter: { ...filter, people: withName(filter.people, names) } });
    }),
    api.search.progressed(() => {
      // What was found may have been found in words that are others now.
      if (get().unready > 0 || get().text !== '') loader.refresh();
    }),
  ];

  return {
    store,
    drop,
    arrive,
    refresh: loader.refresh,
    renew: loader.renew,
    fresh: loader.fresh,
    ensure: loader.ensure,
    openView(view: View, query: Query = { text: '', filter: {} }) {
      if (sameView(view, get().view) && !isNarrowed(get())) return Promise.resolve();
      set(nothing);
      return show({ view, text: query.text, filter: narrowing(query.filter) });
    },
    search: (text: string) => show({ text }),
    narrow: (change: Narrowing) => show({ filter: narrowing({ ...get().filter, ...change }) }),
    /** Takes away all that narrows the view. */
    widen() {
      const { view } = get();
      return show({ text: '', filter: {}, ...(view.kind === 'saved' && { view: { kind: 'all' } as const }) });
    },
    sortBy: (sort: Sort) => show({ sort }),
    select(id: string, how: 'only' | 'toggle' | 'extend' = 'only') {
      const state = get();
      if (how === 'toggle') set(toggled(state, id));
      else set(how === 'extend' ? extended(state, state.ids, id) : only(id));
    },
    async selectAll() {
      await loader.ensure(get().total - 1);
      set(everything(get(), get().ids));
    },
    selectActiveOnly() {
      const { active } = get();
      set(active === null ? nothing : only(active));
    },
    reveal(id: string) {
      set({ ...only(id), reveal: { id } });
    },
    rename(id: string | null) {
      set({ renaming: id });
    },
    /** Shows a change before the core has confirmed it; the event that follows carries the truth. Returns the way back. */
    foresee(id: string, patch: Partial<MeetingRow>): () => void {
      const known = get().rows.get(id);
      if (!known) return () => undefined;
      const shown = { ...known, ...patch };
      set({ rows: new Map(get().rows).set(id, shown) });
      return () => {
        if (get().rows.get(id) === shown) set({ rows: new Map(get().rows).set(id, known) });
      };
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}

export type List = ReturnType<typeof createList>;
