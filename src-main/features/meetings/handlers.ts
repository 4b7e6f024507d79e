import type { AllHandlers, EmitEvent } from '../../contract/index.ts';
import type { Db } from '../../storage/database.ts';
import type { Library } from '../../storage/library.ts';
import { createMeetings, purgeMeetings, setTrashed, updateMeetings } from './changes.ts';
import { countMeetings, countTags, listMeetings } from './list.ts';
import { findRows, getMeeting, toRow, type StoredRow } from './rows.ts';

/** Files that go with a meeting: out of sight before its row goes, back where that fails. */
export interface MeetingFiles {
  /** `forget` is called within the transaction that deletes the rows. */
  moveOut(ids: readonly string[]): { finish(): Promise<void>; restore(): void; forget(): void };
  /** Throws where one of them is being recorded. */
  mustRest(ids: readonly string[]): void;
}

export function meetingHandlers(
  library: Pick<Library, 'db' | 'freeing' | 'keepReserve'>,
  emit: EmitEvent,
  files: MeetingFiles,
): AllHandlers['meetings'] {
  type RowEvent = 'meetings.created' | 'meetings.updated' | 'meetings.trashed' | 'meetings.restored';
  const announce = (event: RowEvent, rows: StoredRow[]) => {
    const changed = { meetings: rows.map(toRow) };
    emit(event, changed);
    return changed;
  };

  return {
    create(draft) {
      const ids = createMeetings(library.db, [draft]);
      announce('meetings.created', findRows(library.db, ids));
      return getMeeting(library.db, ids[0] ?? '');
    },
    createMany({ meetings }) {
      return announce('meetings.created', findRows(library.db, createMeetings(library.db, meetings)));
    },
    get: ({ id }) => getMeeting(library.db, id),
    getMany: ({ ids }) => ({ meetings: findRows(library.db, ids).map(toRow) }),
    list: (query) => listMeetings(library.db, query),
    count: ({ filter }) => ({ count: countMeetings(library.db, filter) }),
    tags: () => ({ tags: countTags(library.db) }),
    update({ id, ifRevision, ...patch }) {
      announce('meetings.updated', updateMeetings(library.db, [id], patch, ifRevision));
      return getMeeting(library.db, id);
    },
    updateMany: ({ ids, patch }) => announce('meetings.updated', updateMeetings(library.db, ids, patch)),
    trash({ ids }) {
      files.mustRest(ids);
      const rows = library.freeing((db) => setTrashed(db, ids, true));
      return announce('meetings.trashed', rows);
    },
    restore: ({ ids }) => announce('meetings.restored', setTrashed(library.db, ids, false)),
    async purge({ ids }) {
      const moved = files.moveOut(ids);
      let purged: { ids: string[] };
      try {
        const purge = (db: Db) =>
          db.transaction(() => {
            const gone = purgeMeetings(db, ids);
            moved.forget();
            return gone;
          });
        purged = { ids: library.freeing(purge) };
      } catch (error) {
        moved.restore();
        throw error;
      }
      emit('meetings.purged', purged);
      await moved.finish();
      library.keepReserve();
      return purged;
    },
  };
}
