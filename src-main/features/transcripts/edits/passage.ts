import { isBlank } from '../../../contract/common.ts';
import type { Changed } from '../../../contract/edits.ts';
import type { Segment } from '../../../contract/transcripts.ts';
import { AppError } from '../../../rpc/errors.ts';
import type { ReadableDb } from '../../../storage/database.ts';
import { segmentColumns, toSegment, type StoredSegment } from '../rows.ts';
import { edit, openSegment, type EditParts } from './parts.ts';
import { toRow, withText, type OfSegment } from './segments.ts';

type Place = OfSegment & { offset: number };

/** From one segment to the other, both with it; none where they stand the other way round. */
function between(db: ReadableDb, transcriptId: string, from: string, to: string): Segment[] {
  const at = '(SELECT start_ms, seq FROM segments WHERE id = ?)';
  return db
    .all<StoredSegment>(
      `SELECT ${segmentColumns} FROM segments
       WHERE transcript_id = ? AND (start_ms, seq) >= ${at} AND (start_ms, seq) <= ${at}
       ORDER BY start_ms, seq`,
      ...[transcriptId, from, to],
    )
    .map(toSegment);
}

/** Two ends of one text, with one space where there were two. */
const meet = (head: string, tail: string) => (/\s$/.test(head) ? head + tail.trimStart() : head + tail);

/** Takes out what was selected, over the borders of segments; what is left of each stays where it is. */
export function cutPassage(parts: EditParts, { from, to }: { from: Place; to: Place }): Changed {
  const { transcriptId, meetingId } = openSegment(parts, from);
  const isOfSame = openSegment(parts, to).transcriptId === transcriptId;
  const segments = isOfSame ? between(parts.library.db, transcriptId, from.id, to.id) : [];
  if (segments.length === 0 || (from.id === to.id && from.offset > to.offset))
    throw new AppError('invalid_input', 'This is no passage: its end must come after its beginning.');
  return edit(parts, { meetingId, transcriptId, kind: 'remove' }, (rows) => {
    for (const segment of segments) {
      const head = segment.id === from.id ? segment.text.slice(0, from.offset) : '';
      const tail = segment.id === to.id ? segment.text.slice(to.offset) : '';
      if (!head.isWellFormed() || !tail.isWellFormed())
        throw new AppError('invalid_input', 'The offset lies within a sign.');
      const text = from.id === to.id ? meet(head, tail) : head + tail.trimStart();
      if (text === segment.text) continue;
      if (isBlank(text)) rows.dropAll('segments', [segment.id]);
      else rows.set('segments', segment.id, toRow(withText(segment, text)));
    }
  });
}
