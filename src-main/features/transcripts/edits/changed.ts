import type { Changed } from '../../../contract/edits.ts';
import type { Transcript } from '../../../contract/transcripts.ts';
import type { ReadableDb } from '../../../storage/database.ts';
import { segmentColumns, toSegment, transcriptsOf, type StoredSegment } from '../rows.ts';
import { speakersOf } from '../speakers/rows.ts';
import { nextKinds } from './log.ts';
import type { RowChange } from './rows.ts';

/** Of more than so many, a window had better read all again. */
const MOST = 500;

/** What windows are told of a step that has been made, taken back or made again. */
export function toChanged(db: ReadableDb, meetingId: string, changes: readonly RowChange[]): Changed {
  const transcripts = transcriptsOf(db, meetingId);
  return {
    meetingId,
    segments: segmentsOf(db, changes, transcripts),
    reviews: reviewsOf(db, changes),
    transcripts,
    speakers: speakersOf(db, meetingId),
    ...nextKinds(db, meetingId),
  };
}

function segmentsOf(
  db: ReadableDb,
  changes: readonly RowChange[],
  transcripts: readonly Transcript[],
): Changed['segments'] {
  const changed = changes.filter(([table]) => table === 'segments');
  // To find out which version they are of would take as long as to change them.
  if (changed.length > MOST)
    return transcripts.map(({ id }) => ({ transcriptId: id, put: [], removed: [], isAll: true }));
  const ids = JSON.stringify([...new Set(changed.map(([, id]) => id))]);
  const found = db.all<{ id: string; transcript_id: string }>(
    'SELECT id, transcript_id FROM segments WHERE id IN (SELECT value FROM json_each(?))',
    ids,
  );
  const left = new Map(found.map((row) => [row.id, row.transcript_id]));
  const byTranscript = new Map<string, { put: Set<string>; removed: Set<string> }>();
  for (const [, id, before, after] of changed) {
    const transcriptId = left.get(id) ?? (before ?? after)?.transcript_id;
    if (typeof transcriptId !== 'string') continue;
    const own = byTranscript.get(transcriptId) ?? { put: new Set(), removed: new Set() };
    own[left.has(id) ? 'put' : 'removed'].add(id);
    byTranscript.set(transcriptId, own);
  }
  return [...byTranscript].map(([transcriptId, { put, removed }]) => {
    return { transcriptId, put: read(db, [...put]), removed: [...removed], isAll: false };
  });
}

const read = (db: ReadableDb, ids: readonly string[]) =>
  db
    .all<StoredSegment>(
      `SELECT ${segmentColumns} FROM segments WHERE id IN (SELECT value FROM json_each(?)) ORDER BY start_ms, seq`,
      JSON.stringify(ids),
    )
    .map(toSegment);

/** A row that comes or goes says whose it is; of a guard that stays only the mark changes. */
function reviewsOf(db: ReadableDb, changes: readonly RowChange[]): string[] {
  const found = changes.map(([table, id, before, after]) => {
    if (table !== 'proposals' && table !== 'guards') return undefined;
    const known = (before ?? after)?.transcript_id;
    if (known !== undefined) return known;
    return db.get<{ transcript_id: string }>('SELECT transcript_id FROM guards WHERE id = ?', id)
      ?.transcript_id;
  });
  return [...new Set(found.filter((id) => typeof id === 'string'))];
}
