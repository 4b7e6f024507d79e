import type { Changed } from '../../../contract/edits.ts';
import type { ReadableDb } from '../../../storage/database.ts';
import { segmentColumns, toSegment, transcriptsOf, type StoredSegment } from '../rows.ts';
import { speakersOf } from '../speakers/rows.ts';
import { nextKinds } from './log.ts';
import type { RowChange } from './rows.ts';

/** Of more than so many, a window had better read all again. */
const MOST = 500;

/** What windows are told of a step that has been made, taken back or made again. */
export function toChanged(db: ReadableDb, meetingId: string, changes: readonly RowChange[]): Changed {
  return {
    meetingId,
    segments: segmentsOf(db, changes),
    reviews: reviewsOf(db, changes),
    transcripts: transcriptsOf(db, meetingId),
    speakers: speakersOf(db, meetingId),
    ...nextKinds(db, meetingId),
  };
}

function segmentsOf(db: ReadableDb, changes: readonly RowChange[]): Changed['segments'] {
  const changed = changes.filter(([table]) => table === 'segments');
  const ids = new Set(changed.map(([, id]) => id));
  const found = db.all<StoredSegment & { transcript_id: string }>(
    `SELECT ${segmentColumns}, transcript_id FROM segments
     WHERE id IN (SELECT value FROM json_each(?)) ORDER BY start_ms, seq`,
    JSON.stringify([...ids]),
  );
  const byTranscript = new Map<string, Changed['segments'][number]>();
  const of = (transcriptId: string) => {
    const known = byTranscript.get(transcriptId) ?? { transcriptId, removed: [], put: [], isAll: false };
    byTranscript.set(transcriptId, known);
    return known;
  };
  for (const row of found) {
    ids.delete(row.id);
    of(row.transcript_id).put.push(toSegment(row));
  }
  for (const [, id, before, after] of changed) {
    const transcriptId = (before ?? after)?.transcript_id;
    if (typeof transcriptId === 'string' && ids.delete(id)) of(transcriptId).removed.push(id);
  }
  return [...byTranscript.values()].map((own) =>
    own.put.length + own.removed.length > MOST ? { ...own, put: [], removed: [], isAll: true } : own,
  );
}

/** A proposal comes or goes as a whole row; of a guard only its mark changes. */
function reviewsOf(db: ReadableDb, changes: readonly RowChange[]): string[] {
  const found = changes.map(([table, id, before, after]) => {
    if (table === 'proposals') return (before ?? after)?.transcript_id;
    if (table !== 'guards') return undefined;
    return db.get<{ transcript_id: string }>('SELECT transcript_id FROM guards WHERE id = ?', id)
      ?.transcript_id;
  });
  return [...new Set(found.filter((id) => typeof id === 'string'))];
}
