import { randomUUID } from 'node:crypto';
import type { Bookmark } from '../../contract/bookmarks.ts';
import type { AllHandlers, EmitEvent } from '../../contract/index.ts';
import { missing } from '../../rpc/errors.ts';
import type { Db, ReadableDb } from '../../storage/database.ts';

const select = `
  SELECT bookmarks.id, meetings.id AS meetingId, at_ms AS atMs, note, bookmarks.created_at AS createdAt
  FROM bookmarks JOIN meetings ON meetings.seq = bookmarks.meeting_seq`;

function findBookmark(db: ReadableDb, id: string): Bookmark {
  const found = db.get<Bookmark>(`${select} WHERE bookmarks.id = ?`, id);
  if (!found) throw missing('bookmark', id);
  return found;
}

const order = 'ORDER BY at_ms, bookmarks.created_at, bookmarks.id';

/** In the order of the meeting. */
export const bookmarksOf = (db: ReadableDb, meetingId: string): Bookmark[] =>
  db.all<Bookmark>(`${select} WHERE meetings.id = ? ${order}`, meetingId);

type NewBookmark = Pick<Bookmark, 'meetingId' | 'atMs' | 'note' | 'createdAt'>;

export function addBookmark(db: Db, { meetingId, atMs, note, createdAt }: NewBookmark): Bookmark {
  const id = randomUUID();
  const added = db.run(
    `INSERT INTO bookmarks (id, meeting_seq, at_ms, note, created_at)
     SELECT ?, seq, ?, ?, ? FROM meetings WHERE id = ?`,
    ...[id, atMs, note, createdAt, meetingId],
  );
  if (added === 0) {
    throw missing('meeting', meetingId);
  }
  return findBookmark(db, id);
}

export function bookmarkHandlers(library: { readonly db: Db }, emit: EmitEvent): AllHandlers['bookmarks'] {
  return {
    list({ meetingId }) {
      if (!library.db.get('SELECT 1 FROM meetings WHERE id = ?', meetingId)) {
        throw missing('meeting', meetingId);
      }
      return { bookmarks: bookmarksOf(library.db, meetingId) };
    },
    add({ meetingId, atMs, note }) {
      const bookmark = addBookmark(library.db, { meetingId, atMs, note, createdAt: Date.now() });
      emit('bookmarks.added', bookmark);
      return bookmark;
    },
    update({ id, atMs, note }) {
      findBookmark(library.db, id);
      library.db.run(
        'UPDATE bookmarks SET at_ms = coalesce(?, at_ms), note = coalesce(?, note) WHERE id = ?',
        atMs ?? null,
        note ?? null,
        id,
      );
      const bookmark = findBookmark(library.db, id);
      emit('bookmarks.updated', bookmark);
      return bookmark;
    },
    remove({ id }) {
      const bookmark = findBookmark(library.db, id);
      library.db.run('DELETE FROM bookmarks WHERE id = ?', id);
      emit('bookmarks.removed', bookmark);
      return bookmark;
    },
  };
}
