import { createStore } from 'zustand';
import type { Match } from '../../../src-main/contract/edits.ts';
import { wrapError, type ErrorShape } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { text as say } from '../../i18n/translate.ts';
import type { Editing } from '../editing/store.ts';
import type { Toasts } from '../toasts/store.ts';
import type { Transcripts } from '../transcript/store.ts';
import { movedPlace } from './moved-place.ts';

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
  /** What was looked through, by segment. */
  texts: ReadonlyMap<string, string>;
  /** Those that are not to be replaced. */
  left: Left;
  error: ErrorShape | null;
}

const PAUSE_MS = 150;
const LIMIT = 1000;
const none = { matches: [], bySegment: new Map(), texts: new Map(), total: 0, at: -1, error: null };

/** `before`: the text that it stands in. */
interface Place extends Pick<Match, 'segmentId' | 'start' | 'end'> {
  before: string;
}
type Left = ReadonlyMap<string, Place>;
export const keyOf = ({ segmentId, start }: Pick<Match, 'segmentId' | 'start'>) =>
  `${segmentId} ${String(start)}`;

/** Where a place is in a text as it is now. */
function follow({ before, ...place }: Place, text: string): Place | undefined {
  const moved = movedPlace(before, text, place);
  return moved ? { ...place, ...moved, before: text } : undefined;
}

/** Finding in the transcript that is shown, and replacing. */
export function createFind(api: Api, toasts: Toasts, transcripts: Transcripts, editing: Editing) {
  const store = createStore<FindState>(() => ({
    isOpen: false,
    turn: 0,
    query: { text: '', matchCase: false, wholeWord: false, isPattern: false },
    replacement: null,
    left: new Map(),
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
      store.setState({ ...none, left: new Map() });
      return;
    }
    try {
      const asked = { id: shown.id, ...query, ...(replacement !== null && { replacement }), limit: LIMIT };
      const found = await api.edits.find(asked, { signal });
      if (signal.aborted) return;
      const { matches, total } = found;
      const texts = new Map(found.texts.map(({ segmentId, text }) => [segmentId, text]));
      const bySegment = new Map<string, Match[]>();
      for (const match of matches) {
        const own = bySegment.get(match.segmentId);
        if (own) own.push(match);
        else bySegment.set(match.segmentId, [match]);
      }
      const isMatch = ({ segmentId, start, end }: Place) =>
        bySegment.get(segmentId)?.some((match) => match.start === start && match.end === end) === true;
      const left = new Map<string, Place>();
      for (const place of store.getState().left.values()) {
        const text = texts.get(place.segmentId);
        const now = text === undefined ? place : follow(place, text);
        // Beyond what is shown nothing is known of it.
        if (now && (isMatch(now) || total > matches.length)) left.set(keyOf(now), now);
      }
      const { at } = store.getState();
      store.setState({
        ...{ matches, bySegment, texts, total, left },
        ...{ at: Math.min(at, matches.length - 1), error: null },
      });
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
    if (shown?.id === before.shown?.id || !store.getState().isOpen) return;
    store.setState({ left: new Map() });
    later();
  });

  function look(at: number): void {
    const match = store.getState().matches[at];
    store.setState({ at });
    transcripts.look(match ?? null);
  }
  const placeOf = ({ segmentId, start, end }: Match): Place => {
    const before = store.getState().texts.get(segmentId) ?? '';
    return { segmentId, start, end, before };
  };
  /** `choose` sees what is found when all that was typed is stored; null: there is nothing to do. */
  async function replace(choose: () => { only?: Place[]; except?: Place[] } | null): Promise<boolean> {
    const { shown } = transcripts.store.getState();
    const { query, replacement } = store.getState();
    if (!shown || replacement === null) return false;
    return toasts.attempt('replace', async () => {
      if (!(await editing.flush())) return;
      await search();
      const what = choose();
      if (!what) return;
      const { replaced, ...changed } = await api.edits.replace({
        ...{ id: shown.id, ...query, replacement },
        ...what,
      });
      transcripts.apply(changed);
      toasts.done(say('find.replaced', { count: replaced }));
      await search();
    });
  }

  /** What was put in the place of a match is left as it is, and the next one is looked at. */
  function goPast({ segmentId, start, startMs, replacement }: Match): void {
    const end = start + (replacement ?? '').length;
    const { matches, left: before } = store.getState();
    const within = matches.filter(
      (match) => match.segmentId === segmentId && match.start < end && match.end > start,
    );
    const left = new Map([...before, ...within.map((match) => [keyOf(match), placeOf(match)] as const)]);
    store.setState({ left });
    const isOn = (match: Match) => !left.has(keyOf(match));
    const isAfter = (match: Match) =>
      match.segmentId === segmentId ? match.start >= end : match.startMs > startMs;
    const next = matches.findIndex((match) => isOn(match) && isAfter(match));
    look(next >= 0 ? next : matches.findIndex(isOn));
  }

  return {
    store,
    open(): void {
      store.setState(({ turn }) => ({ isOpen: true, turn: turn + 1 }));
      void search();
    },
    close(): void {
      store.setState({ isOpen: false, left: new Map(), ...none });
      transcripts.look(null);
    },
    ask(change: Partial<Query>): void {
      store.setState(({ query }) => ({ query: { ...query, ...change }, at: -1, left: new Map() }));
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
      const left = new Map(store.getState().left);
      if (!left.delete(keyOf(match))) left.set(keyOf(match), placeOf(match));
      store.setState({ left });
    },
    /** The one that is looked at, or else the first; then on to what comes after. What it became is not for replacing. */
    async replaceOne(): Promise<void> {
      const { matches, at, left } = store.getState();
      const seen = matches[at] ?? matches.find((match) => !left.has(keyOf(match)));
      if (!seen) return;
      const place = placeOf(seen);
      let replaced: Match | undefined;
      const isDone = await replace(() => {
        const text = store.getState().texts.get(seen.segmentId);
        const now = text === undefined ? undefined : follow(place, text);
        replaced = now && store.getState().matches.find((match) => keyOf(match) === keyOf(now));
        return now && replaced ? { only: [now] } : null;
      });
      if (isDone && replaced) goPast(replaced);
    },
    async replaceChosen(): Promise<void> {
      const isDone = await replace(() => {
        const except = [...store.getState().left.values()];
        return except.length > 0 ? { except } : {};
      });
      if (!isDone) return;
      // What is found now was left out, or is in what was put in.
      const { matches } = store.getState();
      store.setState({ left: new Map(matches.map((match) => [keyOf(match), placeOf(match)])) });
      look(-1);
    },
  };
}

export type Find = ReturnType<typeof createFind>;
