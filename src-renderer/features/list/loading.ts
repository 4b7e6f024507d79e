import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import type { Hit } from '../../../src-main/contract/search.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';
import { nothing, only } from './selection.ts';
import { arranged, doubted, newer, type ListStore } from './state.ts';
import { filterOf } from './view.ts';

const PAGE = { rows: 200, hits: 12 };
const LARGEST_PAGE = { rows: 500, hits: 100 };
const SETTLE_MS = 120;

interface Page {
  items: readonly MeetingRow[];
  hits: readonly Hit[];
  next: string | null;
  total: number;
  unready: number;
}

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

  /** While words are searched for, each row comes with where they are. */
  const kind = () => (store.getState().text.trim() === '' ? 'rows' : 'hits');

  /** A page of the view as it is. The first one tells how many there are. */
  async function readPage(limit: number, cursor: string | null, signal: AbortSignal): Promise<Page> {
    const { view, text, filter: narrowed, sort, total } = store.getState();
    const filter = filterOf(view, narrowed);
    const asked = { filter, sort, limit, ...(cursor !== null && { cursor }) };
    if (kind() === 'hits') {
      const { items, ...rest } = await api.search.find({ ...asked, text }, { signal });
      return { ...rest, items: items.map(({ meeting }) => meeting), hits: items };
    }
    const [page, { count }] = await Promise.all([
      api.meetings.list(asked, { signal }),
      cursor === null ? api.meetings.count({ filter }, { signal }) : { count: total },
    ]);
    return { ...page, hits: [], total: count, unready: 0 };
  }

  async function readUpTo(least: number, signal: AbortSignal): Promise<Page> {
    const [usual, most] = [PAGE[kind()], LARGEST_PAGE[kind()]];
    const sizeFor = (wanting: number) => Math.min(most, Math.max(usual, wanting));
    let read = await readPage(sizeFor(least), null, signal);
    while (read.next !== null && read.items.length < least) {
      const more = await readPage(sizeFor(least - read.items.length), read.next, signal);
      read = {
        ...read,
        items: [...read.items, ...more.items],
        hits: [...read.hits, ...more.hits],
        next: more.next,
      };
    }
    return read;
  }

  function put({ items, hits: read, next, total, unready }: Page, before: readonly string[] = []) {
    const { rows: known, hits: knownHits, sort } = store.getState();
    const isMore = before.length > 0;
    const rows = new Map(isMore ? known : []);
    for (const item of items) rows.set(item.id, newer(known.get(item.id), item));
    const hits = new Map(isMore ? knownHits : []);
    for (const hit of read) hits.set(hit.meeting.id, hit);
    const ids = [...new Set([...before, ...items.map(({ id }) => id)])];
    const exact = next === null ? ids.length : Math.max(total, ids.length);
    const all = { ...arranged(ids, rows, sort, hits), hits, unready, next, total: exact };
    store.setState({ ...all, status: 'ready' });
    const [first] = ids;
    if (store.getState().active === null && first !== undefined) store.setState(only(first));
  }

  async function grow(signal: AbortSignal) {
    const { next, ids, total } = store.getState();
    if (next === null || ids.length > wanted) return;
    const limit = wanted - ids.length > PAGE[kind()] ? LARGEST_PAGE[kind()] : PAGE[kind()];
    const page = await readPage(limit, next, signal);
    if (signal.aborted) return;
    put({ ...page, total }, store.getState().ids);
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
    const page = await readUpTo(least, signal);
    if (signal.aborted) return undefined;
    const isStale = store.getState().rows !== before;
    put(page);
    if (isStale) refresh();
    return page.items;
  }

  const refetch = () =>
    enqueue(async (signal) => {
      await readAll(Math.max(PAGE[kind()], store.getState().ids.length), signal);
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
      const items = await readAll(PAGE[kind()], signal);
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
