import { createStore } from 'zustand';
import type { Meeting, MeetingRow } from '../../../src-main/contract/meetings.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';
import { createNotesSession, type NotesSession, type NotesState } from './notes-session.ts';

interface OpenMeetingState {
  id: string | null;
  status: 'none' | 'loading' | 'ready' | 'failed' | 'gone';
  /** The last one that was read. Stays until the next has arrived, so that the page does not flash. */
  meeting: Meeting | null;
  notes: NotesState;
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
    titleFor: null,
  }));
  const sessions = new Map<string, NotesSession>();
  let reading = new AbortController();

  function sessionOf(meeting: Meeting): NotesSession {
    const { id } = meeting;
    const found = sessions.get(id);
    if (found) return found;
    const session = createNotesSession(meeting, {
      save: (notes, ifRevision) => api.meetings.update({ id, notes, ifRevision }),
      read: () => api.meetings.get({ id }),
      failed: (error) => {
        if (wrapError(error).code === 'not_found') leave(id);
        else toasts.failed(error);
      },
      changed: (notes) => {
        if (store.getState().id === id) store.setState({ notes });
        else if (session.isSettled) sessions.delete(id);
      },
    });
    sessions.set(id, session);
    return session;
  }

  function leave(id: string) {
    sessions.get(id)?.end();
    if (store.getState().id === id) store.setState({ status: 'gone' });
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
    } catch (error) {
      if (signal.aborted) return;
      if (wrapError(error).code === 'not_found') leave(id);
      else store.setState({ status: 'failed' });
    }
  }

  function settle(id: string | null) {
    const session = id === null ? undefined : sessions.get(id);
    if (id === null || !session) return;
    void session.flush();
    if (session.isSettled) sessions.delete(id);
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
      store.setState({ id, status: id === null ? 'none' : 'loading', ...(id === null && { meeting: null }) });
      settle(before.id);
      reading.abort();
      if (id !== null) void read(id);
    },
    /** Reads everything again after a reconnect, and saves what could not be saved meanwhile. */
    async reload() {
      const { id } = store.getState();
      for (const session of sessions.values()) void session.flush();
      if (id !== null) await read(id);
    },
    foresee(id: string, patch: Partial<MeetingRow>) {
      const { meeting } = store.getState();
      if (meeting?.id === id) store.setState({ meeting: { ...meeting, ...patch } });
    },
    follow,
    notesOf: (id: string) => sessions.get(id),
    askTitle(id: string | null) {
      store.setState({ titleFor: id });
    },
    /** Before the window closes: what is undecided is kept side by side. */
    finish() {
      for (const session of sessions.values()) {
        if (session.state.theirs === null) void session.flush();
        else void session.resolve('both');
      }
    },
    flush() {
      for (const session of sessions.values()) void session.flush();
    },
    get hasUnsaved() {
      return [...sessions.values()].some((session) => !session.isSettled);
    },
  };
}

export type OpenMeeting = ReturnType<typeof createOpenMeeting>;
