import { createStore } from 'zustand';
import type { Place } from '../../../src-main/contract/search.ts';
import type { Api } from '../../api.ts';
import type { List } from '../list/store.ts';
import type { Player } from '../player/store.ts';
import type { Transcripts } from '../transcript/store.ts';

interface FoundState {
  /** The open meeting, while words are searched for in the library. */
  meetingId: string | null;
  text: string;
  places: readonly Place[];
  bySegment: ReadonlyMap<string, readonly Place[]>;
  /** Those to step through. */
  moments: readonly Place[];
  /** The one that is looked at; -1: none. */
  at: number;
}

const none = { places: [], bySegment: new Map<string, readonly Place[]>(), moments: [], at: -1 };
const SETTLE_MS = 300;

/** Where the words that the library is searched for are in the meeting that is open. */
export function createFound(api: Api, list: List, transcripts: Transcripts, player: Pick<Player, 'seek'>) {
  const store = createStore<FoundState>(() => ({ meetingId: null, text: '', ...none }));
  let reading = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** A moment that was asked for before it was known. */
  let wanted: { meetingId: string; segmentId: string | undefined } | undefined;

  function look(at: number): void {
    const moment = store.getState().moments[at];
    if (!moment) return;
    store.setState({ at });
    transcripts.look(moment);
  }

  /** To a moment that a person asked for; what is played next begins there. */
  function go(segmentId: string | undefined): void {
    const { meetingId, moments } = store.getState();
    const at = Math.max(
      0,
      moments.findIndex((moment) => moment.segmentId === segmentId),
    );
    const moment = moments[at];
    if (meetingId === null || !moment) return;
    look(at);
    player.seek(meetingId, moment.startMs);
  }

  async function read(isNew: boolean): Promise<void> {
    clearTimeout(timer);
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    const { meetingId, text } = store.getState();
    if (meetingId === null) return;
    // What can't be read now is not marked; the list says why.
    const { places } = await api.search.within({ meetingId, text }, { signal }).catch(() => none);
    if (signal.aborted) return;
    const bySegment = Map.groupBy(places, ({ segmentId }) => segmentId);
    const moments = places.filter(({ isMoment }) => isMoment);
    store.setState(({ at }) => ({
      places,
      bySegment,
      moments,
      at: isNew ? -1 : Math.min(at, moments.length - 1),
    }));
    if (!isNew) return;
    if (wanted?.meetingId === meetingId) go(wanted.segmentId);
    else look(0);
    wanted = undefined;
  }

  function clear(): void {
    reading.abort();
    clearTimeout(timer);
    if (store.getState().at >= 0) transcripts.look(null);
    store.setState({ meetingId: null, text: '', ...none });
  }

  list.store.subscribe(({ active, selected, text: typed, rows }) => {
    const text = typed.trim();
    const meetingId =
      text !== '' && selected.size <= 1 && active !== null && rows.has(active) ? active : null;
    const before = store.getState();
    if (meetingId === before.meetingId && text === before.text) return;
    if (meetingId === null) {
      if (before.meetingId !== null) clear();
      return;
    }
    store.setState({ meetingId, text, ...none });
    void read(true);
  });
  const changed = ({ meetingId }: { meetingId: string }) => {
    if (meetingId !== store.getState().meetingId) return;
    clearTimeout(timer);
    timer = setTimeout(() => void read(false), SETTLE_MS);
  };
  api.edits.changed(changed);
  api.transcripts.changed(changed);

  return {
    store,
    /** Opens a meeting at a moment, else at the first. */
    goTo(meetingId: string, segmentId?: string): void {
      const { meetingId: open, at } = store.getState();
      if (open === meetingId && at >= 0) go(segmentId);
      else wanted = { meetingId, segmentId };
    },
    /** To the next one or the one before, round and round. */
    step(by: 1 | -1): void {
      const { moments, at } = store.getState();
      if (moments.length > 0) look((at + by + moments.length) % moments.length);
    },
  };
}

export type Found = ReturnType<typeof createFound>;
