import type { MeetMemo } from '../contract/index.ts';
import { createSearch } from '../features/search/create-search.ts';
import { countMeetings, listMeetings } from '../features/meetings/list.ts';
import { findRows, toRow } from '../features/meetings/rows.ts';
import { createTelling } from '../jobs/telling.ts';
import type { EventBus } from '../rpc/events.ts';
import type { Library } from '../storage/library.ts';
import type { Logger } from '../storage/log-files.ts';
import type { LogSentence } from '../contract/logs.ts';
import type { jobsWithMeetings } from './jobs-with-meetings.ts';

type Files = ReturnType<typeof jobsWithMeetings>;

interface Outside {
  library: Library;
  bus: EventBus<MeetMemo>;
  home: string;
  log: Logger<LogSentence>;
  onSlowQuery: (query: string, ms: number) => void;
}

/** Rows of the list follow what is said in a meeting, and by whom; not at each word that is typed. */
const ROWS_MS = 1000;

/** The search, and whatever else must know when the words of a meeting change. */
export function searchOf({ library, bus, ...outside }: Outside) {
  const search = createSearch({
    ...outside,
    library,
    emit: bus.emit,
    list: (query) => listMeetings(library.db, query),
    count: (filter, among) => countMeetings(library.db, filter, among),
  });
  const rows = createTelling((ids) => {
    const known = library.db.all<{ id: string }>(
      'SELECT id FROM meetings WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    );
    const found = findRows(
      library.db,
      known.map(({ id }) => id),
    );
    if (found.length > 0) bus.emit('meetings.updated', { meetings: found.map(toRow) });
  }, ROWS_MS);
  bus.onAny(({ name, payload }) => {
    if (name === 'library.statusChanged') search.renewed();
    else if (/^(meetings|transcripts|edits)\.|^summaries\.changed$/.test(name)) search.changed();
    if (name === 'people.renamed') search.personRenamed(payload as { from: string; to: string });
    if (name === 'transcripts.changed' || name === 'edits.changed' || name === 'summaries.changed')
      rows.add([(payload as { meetingId: string }).meetingId]);
  });
  return {
    ...search,
    /** Deleted for good, a meeting leaves the index too, before anyone is told that it is done. */
    withFiles: (files: Files): Files => ({
      ...files,
      moveOut(ids) {
        const moved = files.moveOut(ids);
        return {
          ...moved,
          async finish() {
            try {
              await moved.finish();
            } finally {
              await search.forgotten(ids);
            }
          },
        };
      },
    }),
    async close() {
      rows.close();
      await search.close();
    },
  };
}
