import { createStore } from 'zustand';
import type { Match } from '../../../src-main/contract/edits.ts';
import { wrapError, type ErrorShape } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { text as say } from '../../i18n/translate.ts';
import type { Editing } from '../editing/store.ts';
import type { Toasts } from '../toasts/store.ts';
import type { Transcripts } from '../transcript/store.ts';

export interface Query {
  text: string;
  matchCase: boolean;
  wholeWord: boolean;
  isPattern: boolean;
}

interface FindState {
  isOpen: boolean;
  /** Counts up whenever it is asked for. */
  turn: number;
  query: Query;
  /** null: only to be found. */
  replacement: string | null;
  matches: readonly Match[];
  bySegment: ReadonlyMap<string, readonly Match[]>;
  total: number;
  /** The one that is looked at; -1: none. */
  at: number;
  /** Those that are not to be replaced. */
  left: ReadonlySet<string>;
  error: ErrorShape | null;
}

const PAUSE_MS = 150;
const LIMIT = 1000;
const none = { matches: [], bySegment: new Map(), total: 0, at: -1, left: new Set<string>(), error: null };

type Place = Pick<Match, 'segmentId' | 'start' | 'end'>;
const placeOf = ({ segmentId, start, end }: Match): Place => ({ segmentId, start, end });
export const keyOf = ({ segmentId, start }: Match) => `${segmentId} ${String(start)}`;

/** Finding in the transcript that is shown, and replacing. */
export function createFind(api: Api, toasts: Toasts, transcripts: Transcripts, editing: Editing) {
  const store = createStore<FindState>(() => ({
    isOpen: false,
    turn: 0,
    query: { text: '', matchCase: false, wholeWord: false, isPattern: false },
    replacement: null,
    ...none,
  }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let searching = new AbortController();

  async function search(): Promise<void> {
    clearTimeout(timer);
    searching.abort();
    searching = new AbortController();
    const { signal } = searching;
    const { query, replacement, isOpen } = store.getState();
    const { shown } = transcripts.store.getState();
    if (!isOpen || !shown || query.text === '') {
      store.setState(none);
      return;
    }
    try {
      const asked = { id: shown.id, ...query, ...(replacement !== null && { replacement }), limit: LIMIT };
      const { matches, total } = await api.edits.find(asked, { signal });
      if (signal.aborted) return;
      const bySegment = new Map<string, Match[]>();
      for (const match of matches) {
        const own = bySegment.get(match.segmentId);
        if (own) own.push(match);
        else bySegment.set(match.segmentId, [match]);
      }
      const { at } = store.getState();
      store.setState({ matches, bySegment, total, at: Math.min(at, matches.length - 1), error: null });
    } catch (error) {
      const { code } = wrapError(error);
      if (!signal.aborted && code !== 'cancelled' && code !== 'disconnected')
        store.setState({ ...none, error: wrapError(error).toShape() });
    }
  }
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void search(), PAUSE_MS);
  };
  api.edits.changed(({ meetingId }) => {
    const { isOpen } = store.getState();
    if (isOpen && meetingId === transcripts.store.getState().meetingId) later();
  });
  transcripts.store.subscribe(({ shown }, before) => {
    if (shown?.id !== before.shown?.id && store.getState().isOpen) later();
  });

  function look(at: number): void {
    const match = store.getState().matches[at];
    store.setState({ at });
    transcripts.look(match ?? null);
  }
  async function replace(what: { only?: Place[]; except?: Place[] }): Promise<void> {
    const { shown } = transcripts.store.getState();
    const { query, replacement } = store.getState();
    if (!shown || replacement === null) return;
    await toasts.attempt('replace', async () => {
      if (!(await editing.flush())) return;
      const { replaced, ...changed } = await api.edits.replace({
        ...{ id: shown.id, ...query, replacement },
        ...what,
      });
      transcripts.apply(changed);
      toasts.done(say('find.replaced', { count: replaced }));
      await search();
    });
  }

  return {
    store,
    open(): void {
      store.setState(({ turn }) => ({ isOpen: true, turn: turn + 1 }));
      void search();
    },
    close(): void {
      store.setState({ isOpen: false, ...none });
      transcripts.look(null);
    },
    ask(change: Partial<Query>): void {
      store.setState(({ query }) => ({ query: { ...query, ...change }, at: -1, left: new Set() }));
      later();
    },
    replaceWith(replacement: string | null): void {
      store.setState({ replacement });
      later();
    },
    /** To the next one or the one before, round and round. */
    async go(by: 1 | -1): Promise<void> {
      await search();
      const { matches, at } = store.getState();
      const from = at < 0 && by < 0 ? 0 : at;
      if (matches.length > 0) look((from + by + matches.length) % matches.length);
    },
    look,
    toggle(match: Match): void {
      const left = new Set(store.getState().left);
      if (!left.delete(keyOf(match))) left.add(keyOf(match));
      store.setState({ left });
    },
    async replaceOne(): Promise<void> {
      const { matches, at } = store.getState();
      const match = matches[Math.max(at, 0)];
      if (!match) return;
      await replace({ only: [placeOf(match)] });
      const { matches: now } = store.getState();
      if (now.length > 0) look(Math.min(Math.max(at, 0), now.length - 1));
    },
    replaceChosen(): Promise<void> {
      const { matches, left } = store.getState();
      const except = matches.filter((match) => left.has(keyOf(match))).map(placeOf);
      return replace(except.length > 0 ? { except } : {});
    },
  };
}

export type Find = ReturnType<typeof createFind>;
