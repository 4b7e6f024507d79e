import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';
import { nothing, only } from './selection.ts';
import { arranged, doubted, newer, type ListStore } from './state.ts';
import { filterOf } from './view.ts';

const PAGE = 200;
const LARGEST_PAGE = 500;
const SETTLE_MS = 120;

/** Reads the list from the core. All reads run one after another, and a new view ends those of the old one. */
export function createLoader(api: Api, store: ListStore, toasts: Toasts) {
  let current = new AbortController();
  let queue = Promise.resolve();
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;
  let wanted = 0;
  let isGrowing = false;

  function enqueue(job: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = current;
    queue = queue.then(async () => {
      if (signal.aborted) return;
      try {
        await job(signal);
        toasts.succeeded('list');
      } catch (error) {
        if (current.signal !== signal) return;
        store.setState({ status: store.getState().ids.length > 0 ? 'ready' : 'failed' });
        // After a loss the banner speaks, and everything is read again.
        if (wrapError(error).code !== 'disconnected') toasts.failed(error, 'list');
      }
    });
    return queue;
  }

  const query = () => {
    const { view, text, sort } = store.getState();
    return { filter: filterOf(view, text), sort };
  };

  async function readUpTo(least: number, signal: AbortSignal) {
    const { filter, sort } = query();
    const counting = api.meetings.count({ filter }, { signal });
    counting.catch(() => undefined);
    const items: MeetingRow[] = [];
    let next: string | null = null;
    do {
      const limit = Math.max(PAGE, Math.min(LARGEST_PAGE, least - items.length));
      const page = await api.meetings.list(
        { filter, sort, limit, ...(next && { cursor: next }) },
        { signal },
      );
      items.push(...page.items);
      next = page.next;
    } while (next !== null && items.length < least);
    const { count } = await counting;
    return { items, next, count };
  }

  function put(
    items: readonly MeetingRow[],
    next: string | null,
    total: number,
    before: readonly string[] = [],
  ) {
    const { rows: known, sort } = store.getState();
    const rows = before.length > 0 ? new Map(known) : new Map<string, MeetingRow>();
    for (const item of items) rows.set(item.id, newer(known.get(item.id), item));
    const ids = [...new Set([...before, ...items.map(({ id }) => id)])];
    const exact = next === null ? ids.length : Math.max(total, ids.length);
    store.setState({ ...arranged(ids, rows, sort), next, total: exact, status: 'ready' });
    const [first] = ids;
    if (store.getState().active === null && first !== undefined) store.setState(only(first));
  }

  async function grow(signal: AbortSignal) {
    const { next, ids, total } = store.getState();
    if (next === null || ids.length > wanted) return;
    const { filter, sort } = query();
    const limit = wanted - ids.length > PAGE ? LARGEST_PAGE : PAGE;
    const page = await api.meetings.list({ filter, sort, limit, cursor: next }, { signal });
    if (signal.aborted) return;
    put(page.items, page.next, total, store.getState().ids);
    await grow(signal);
  }

  function refresh() {
    refreshTimer ??= setTimeout(() => {
      refreshTimer = undefined;
      void refetch();
    }, SETTLE_MS);
  }

  /** Puts what was read in place. What came or went meanwhile may not be in it, so then it is read once more. */
  async function readAll(least: number, signal: AbortSignal): Promise<readonly MeetingRow[] | undefined> {
    const before = store.getState().rows;
    const { items, next, count } = await readUpTo(least, signal);
    if (signal.aborted) return undefined;
    const isStale = store.getState().rows !== before;
    put(items, next, count);
    if (isStale) refresh();
    return items;
  }

  const refetch = () =>
    enqueue(async (signal) => {
      await readAll(Math.max(PAGE, store.getState().ids.length), signal);
    });

  function startAnew() {
    current.abort();
    current = new AbortController();
    wanted = 0;
    isGrowing = false;
  }

  /** Reads a view from its start and selects its first meeting, unless the open one is among them. */
  function fresh() {
    startAnew();
    store.setState({ status: 'loading' });
    return enqueue(async (signal) => {
      const items = await readAll(PAGE, signal);
      if (!items) return;
      const { active, rows } = store.getState();
      const [first] = items;
      if (active !== null && rows.has(active)) store.setState(only(active));
      else store.setState(first ? only(first.id) : nothing);
    });
  }

  return {
    fresh,
    /** Reads again what is loaded, once changes have settled. */
    refresh,
    /** Reads all that is loaded again, and believes what is read. */
    renew() {
      const { rows, status } = store.getState();
      store.setState({ rows: doubted(rows) });
      if (status !== 'ready') return fresh();
      startAnew();
      return refetch();
    },
    /** Sees to it that the row at a place is loaded. */
    ensure(place: number): Promise<void> {
      wanted = Math.max(wanted, place);
      const { ids, next } = store.getState();
      if (isGrowing || next === null || ids.length > place) return queue;
      isGrowing = true;
      return enqueue(grow).then(() => {
        isGrowing = false;
      });
    },
  };
}
