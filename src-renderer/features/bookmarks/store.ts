import { createStore } from 'zustand';
import type { Bookmark } from '../../../src-main/contract/bookmarks.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import type { Toasts } from '../toasts/store.ts';

interface BookmarksState {
  meetingId: string | null;
  bookmarks: readonly Bookmark[];
  /** For those who can't see it appear. */
  lastAdded: Bookmark | null;
  /** The one whose note is to be written now. */
  toNote: string | null;
}

/** Marks as near as this mean the same moment. */
const NEAR_MS = 500;

/** In the order of the meeting, as the library has them. */
const inOrder = (one: Bookmark, other: Bookmark) =>
  one.atMs - other.atMs || one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1);

/** The marked moments of the open meeting. */
export function createBookmarks(api: Api, toasts: Toasts) {
  const store = createStore<BookmarksState>(() => ({
    meetingId: null,
    bookmarks: [],
    lastAdded: null,
    toNote: null,
  }));
  let adding: Promise<unknown> = Promise.resolve();

  const put = (bookmark: Bookmark) => {
    const { meetingId, bookmarks } = store.getState();
    if (bookmark.meetingId !== meetingId) return;
    const others = bookmarks.filter(({ id }) => id !== bookmark.id);
    store.setState({ bookmarks: [...others, bookmark].sort(inOrder) });
  };
  const drop = ({ id }: Bookmark) => {
    store.setState(({ bookmarks }) => ({ bookmarks: bookmarks.filter((other) => other.id !== id) }));
  };
  async function read(meetingId: string): Promise<void> {
    try {
      const { bookmarks } = await api.bookmarks.list({ meetingId });
      if (store.getState().meetingId === meetingId) store.setState({ bookmarks });
    } catch (error) {
      const { code } = wrapError(error);
      // A meeting that is gone says so itself, and after a loss all is read again.
      if (code !== 'not_found' && code !== 'disconnected') toasts.failed(error, 'bookmarks');
    }
  }

  /** A new bookmark, or the one that is there already: its note is asked for. */
  async function mark(meetingId: string, atMs: number): Promise<void> {
    const { bookmarks, meetingId: open } = store.getState();
    const there =
      open === meetingId && bookmarks.find((bookmark) => Math.abs(bookmark.atMs - atMs) <= NEAR_MS);
    if (there) {
      store.setState({ toNote: there.id });
      return;
    }
    const added = await api.bookmarks.add({ meetingId, atMs });
    put(added);
    if (store.getState().meetingId === meetingId) store.setState({ lastAdded: added, toNote: added.id });
    else toasts.done(text('bookmarks.addedElsewhere'));
  }

  api.bookmarks.added(put);
  api.bookmarks.updated(put);
  api.bookmarks.removed(drop);

  return {
    store,
    open(meetingId: string | null): void {
      if (meetingId === store.getState().meetingId) return;
      store.setState({ meetingId, bookmarks: [], lastAdded: null, toNote: null });
      if (meetingId !== null) void read(meetingId);
    },
    async reload(): Promise<void> {
      const { meetingId } = store.getState();
      if (meetingId !== null) await read(meetingId);
    },
    /** One after another, so that a second press finds the first one's bookmark. */
    add: (meetingId: string, ms: number) =>
      (adding = adding.then(() => toasts.attempt('add bookmark', () => mark(meetingId, Math.round(ms))))),
    noting(): void {
      store.setState({ toNote: null });
    },
    /** Whether it is saved; else the words stay where they were typed. */
    async setNote(bookmark: Bookmark, note: string): Promise<boolean> {
      try {
        put(await api.bookmarks.update({ id: bookmark.id, note }));
        toasts.succeeded(`note of ${bookmark.id}`);
        return true;
      } catch (error) {
        toasts.failed(error, `note of ${bookmark.id}`);
        return false;
      }
    },
    remove: (bookmark: Bookmark) =>
      toasts.attempt('remove bookmark', async () => {
        drop(bookmark);
        const { id, meetingId, atMs, note } = bookmark;
        const work = api.bookmarks.remove({ id });
        const run = () => api.bookmarks.add({ meetingId, atMs, note });
        try {
          await toasts.doing(text('bookmarks.removed'), work, { ids: [meetingId], run });
        } catch (error) {
          if (wrapError(error).code !== 'not_found') put(bookmark);
          throw error;
        }
      }),
  };
}
