import { createStore } from 'zustand';
import type { Meeting, MeetingRow } from '../../../src-main/contract/meetings.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';
import { createNotesSession, type NotesSession, type NotesState } from './notes-session.ts';

/** What is saved only when it is entered. */
export type Typed = 'title' | 'tag';

interface OpenMeetingState {
  id: string | null;
  status: 'none' | 'loading' | 'ready' | 'failed' | 'gone';
  /** The last one that was read. Stays until the next has arrived, so that the page does not flash. */
  meeting: Meeting | null;
  notes: NotesState;
  /** Titles that were typed and are not saved yet, by meeting. */
  titles: ReadonlyMap<string, string>;
  /** Dates that were entered and are not saved yet, by meeting. */
  dates: ReadonlyMap<string, number>;
  /** Tags that were added and are not saved yet, by meeting. */
  tags: ReadonlyMap<string, readonly string[]>;
  /** Fields that hold what was typed and not yet entered. */
  typing: ReadonlySet<Typed>;
  /** Meetings with a change on its way to the library, one entry for each change. */
  sending: readonly string[];
  /** A meeting just made: its title waits to be typed. */
  titleFor: string | null;
}

const noNotes: NotesState = { draft: '', status: 'saved', theirs: null };

export function createOpenMeeting(api: Api, toasts: Toasts) {
  const store = createStore<OpenMeetingState>(() => ({
    id: null,
    status: 'none',
    meeting: null,
    notes: noNotes,
    titles: new Map(),
    dates: new Map(),
    tags: new Map(),
    typing: new Set(),
    sending: [],
    titleFor: null,
  }));
  const sessions = new Map<string, NotesSession>();
  /** What a meeting was called when its notes were opened. */
  const names = new Map<string, string>();
  let reading = new AbortController();

  function sessionOf(meeting: Meeting): NotesSession {
    const { id } = meeting;
    const found = sessions.get(id);
    if (found) return found;
    const session = createNotesSession(meeting, {
      save: (notes, ifRevision) => api.meetings.update({ id, notes, ifRevision }),
      read: () => api.meetings.get({ id }),
      failed: (error) => {
        const { code } = wrapError(error);
        if (code === 'not_found') leave(id);
        // After a loss the banner speaks, and everything is sent again.
        else if (code !== 'disconnected') toasts.failed(error, `notes of ${id}`);
      },
      changed: (notes) => {
        if (notes.status === 'saved') toasts.succeeded(`notes of ${id}`);
        if (store.getState().id === id) store.setState({ notes });
        else tidy();
      },
    });
    sessions.set(id, session);
    names.set(id, meeting.title);
    return session;
  }

  /** The meeting is no longer in the library. While its page is seen, that page shows what was typed. */
  function leave(id: string) {
    sessions.get(id)?.end();
    if (store.getState().id === id) store.setState({ status: 'gone' });
    else giveUp(id);
  }

  function giveUp(id: string) {
    const session = sessions.get(id);
    const title = store.getState().titles.get(id);
    if (title !== undefined || session?.isSettled === false) {
      const words = [title ?? names.get(id) ?? '', session?.isSettled === false ? session.state.draft : ''];
      toasts.rescue(words.filter((part) => part !== '').join('\n'));
    }
    sessions.delete(id);
    names.delete(id);
    keepTitle(id, null);
    keepDate(id, null);
    keepTags(id, []);
  }

  function withEntry<T>(entries: ReadonlyMap<string, T>, id: string, value: T | null): Map<string, T> {
    const changed = new Map(entries);
    if (value === null) changed.delete(id);
    else changed.set(id, value);
    return changed;
  }

  function keepTitle(id: string, title: string | null) {
    store.setState(({ titles }) => ({ titles: withEntry(titles, id, title) }));
  }

  function keepDate(id: string, time: number | null) {
    store.setState(({ dates }) => ({ dates: withEntry(dates, id, time) }));
  }

  function keepTags(id: string, kept: readonly string[]) {
    store.setState(({ tags }) => ({ tags: withEntry(tags, id, kept.length === 0 ? null : kept) }));
  }

  async function read(id: string) {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    try {
      const meeting = await api.meetings.get({ id }, { signal });
      if (signal.aborted) return;
      const session = sessionOf(meeting);
      session.hear(meeting.revision);
      store.setState({ status: 'ready', meeting, notes: session.state });
      tidy();
    } catch (error) {
      if (signal.aborted) return;
      const { code } = wrapError(error);
      if (code === 'not_found') leave(id);
      // After a loss all stays as it is seen, and is read again.
      else if (code !== 'disconnected' && store.getState().meeting?.id !== id)
        store.setState({ status: 'failed' });
    }
  }

  const flush = () => {
    for (const session of sessions.values()) void session.flush();
  };
  /** Lets go of notes that are saved and no longer seen. */
  function tidy() {
    const { meeting } = store.getState();
    for (const [id, session] of sessions) {
      if (!session.isSettled || id === meeting?.id) continue;
      sessions.delete(id);
      names.delete(id);
    }
  }

  function follow(rows: readonly MeetingRow[]) {
    for (const row of rows) {
      sessions.get(row.id)?.hear(row.revision);
      const { meeting } = store.getState();
      if (meeting?.id === row.id && row.revision >= meeting.revision) {
        store.setState({ meeting: { ...meeting, ...row } });
      }
    }
  }

  api.meetings.updated(({ meetings }) => {
    follow(meetings);
  });
  api.meetings.trashed(({ meetings }) => {
    follow(meetings);
  });
  api.meetings.restored(({ meetings }) => {
    follow(meetings);
  });
  api.meetings.purged(({ ids }) => {
    ids.forEach(leave);
  });

  return {
    store,
    open(id: string | null) {
      const before = store.getState();
      if (before.id === id) return;
      // The one before may still be at hand: then it is back at once, even without a connection.
      const session = before.meeting?.id === id ? sessions.get(id) : undefined;
      if (id === null) store.setState({ id, status: 'none', meeting: null });
      else if (session) store.setState({ id, status: 'ready', notes: session.state });
      else store.setState({ id, status: 'loading' });
      if (before.id !== null && before.status === 'gone') giveUp(before.id);
      flush();
      tidy();
      reading.abort();
      if (id !== null) void read(id);
    },
    /** Reads everything again, whatever was known of it, and saves what could not be saved meanwhile. */
    async reload() {
      const { id } = store.getState();
      for (const session of sessions.values()) session.renew();
      if (id !== null) await read(id);
    },
    follow,
    leave,
    keepTitle,
    keepDate,
    /** Tags are kept from when they are added until the library has them. */
    keepTag(id: string, tag: string) {
      const kept = store.getState().tags.get(id) ?? [];
      if (!kept.includes(tag)) keepTags(id, [...kept, tag]);
    },
    dropTag(id: string, tag: string) {
      const kept = store.getState().tags.get(id) ?? [];
      keepTags(
        id,
        kept.filter((other) => other !== tag),
      );
    },
    setTyping(field: Typed, isTyping: boolean) {
      const typing = new Set(store.getState().typing);
      if (typing.has(field) === isTyping) return;
      if (isTyping) typing.add(field);
      else typing.delete(field);
      store.setState({ typing });
    },
    /** Shows that a change of a meeting is on its way. */
    async whileSending<T>(id: string, work: Promise<T>): Promise<T> {
      store.setState(({ sending }) => ({ sending: [...sending, id] }));
      try {
        return await work;
      } finally {
        store.setState(({ sending }) => ({ sending: sending.toSpliced(sending.indexOf(id), 1) }));
      }
    },
    notesOf: (id: string) => sessions.get(id),
    askTitle(id: string | null) {
      store.setState({ titleFor: id });
    },
    /** Before the window closes: sends what is left. Whether all of it surely arrives. */
    finish(): boolean {
      return [...sessions.values()].map((session) => session.leave()).every(Boolean);
    },
    /** Whether notes or facts of this meeting are still to be saved. */
    isUnsaved(id: string) {
      const { titles, dates, tags } = store.getState();
      const notes = sessions.get(id)?.state.status ?? 'saved';
      return notes !== 'saved' || [titles, dates, tags].some((waiting) => waiting.has(id));
    },
    flush,
    /** Whether a title, a date or a tag was sent, and is not known to have arrived. */
    get isWaiting() {
      const { titles, dates, tags } = store.getState();
      return titles.size + dates.size + tags.size > 0;
    },
    /** Whether a field holds what is not entered yet. */
    get isTyping() {
      return store.getState().typing.size > 0;
    },
    get hasUnsaved() {
      const { titles, dates, tags, typing } = store.getState();
      const isEntered = titles.size + dates.size + tags.size + typing.size === 0;
      return !isEntered || [...sessions.values()].some((session) => !session.isSettled);
    },
  };
}

export type OpenMeeting = ReturnType<typeof createOpenMeeting>;
