import type { Changed } from '../../../contract/edits.ts';
import type { Segment } from '../../../contract/transcripts.ts';
import { AppError } from '../../../rpc/errors.ts';
import type { TranscriptParts } from '../parts.ts';
import { getTranscript, missing, segmentColumns, toSegment, type StoredSegment } from '../rows.ts';
import { toChanged } from './changed.ts';
import { makeStep, type Step } from './log.ts';
import type { RowChange, RowRecorder } from './rows.ts';

export type EditParts = Pick<TranscriptParts, 'library' | 'emit' | 'jobsUnderWay'>;

/** Tells every window what has been changed, and who asked too. */
export function tell(
  { library, emit }: EditParts,
  meetingId: string,
  changes: readonly RowChange[],
): Changed {
  const changed = toChanged(library.db, meetingId, changes);
  if (changes.length > 0) emit('edits.changed', changed);
  return changed;
}

/** A change that can be undone, and all that belongs to it. */
export function edit(parts: EditParts, step: Step, change: (rows: RowRecorder) => void): Changed {
  return tell(parts, step.meetingId, makeStep(parts.library.db, step, change));
}

/** Where somebody may edit: what a job is writing would be changed by two at once. */
export function openTranscript(
  { library, jobsUnderWay }: EditParts,
  id: string,
): { meetingId: string; transcriptId: string } {
  const { meetingId, state } = getTranscript(library.db, id);
  if (state === 'partial' && jobsUnderWay(meetingId).some(({ kind }) => kind === 'transcribe'))
    throw new AppError('conflict', 'This transcript is still being made.');
  return { meetingId, transcriptId: id };
}

type Opened = ReturnType<typeof openTranscript> & { segment: Segment };

/** All of one transcript, in the order of time. */
export function openSegments(
  parts: EditParts,
  ids: readonly string[],
): ReturnType<typeof openTranscript> & { segments: Segment[] } {
  const wanted = [...new Set(ids)];
  const rows = parts.library.db.all<StoredSegment & { transcript_id: string }>(
    `SELECT ${segmentColumns}, transcript_id FROM segments
     WHERE id IN (SELECT value FROM json_each(?)) ORDER BY start_ms, seq`,
    JSON.stringify(wanted),
  );
  const found = new Set(rows.map(({ id }) => id));
  const gone = wanted.find((id) => !found.has(id));
  const [first] = rows;
  if (gone !== undefined || !first) throw missing('segment', gone ?? '');
  if (rows.some(({ transcript_id: id }) => id !== first.transcript_id))
    throw new AppError('invalid_input', 'These segments are not all of one transcript.');
  return { ...openTranscript(parts, first.transcript_id), segments: rows.map(toSegment) };
}

/** `before`: what the person saw. */
export function openSegment(
  parts: EditParts,
  { id, before }: { id: string; before?: string | undefined },
): Opened {
  const { segments, ...where } = openSegments(parts, [id]);
  const [segment] = segments;
  if (!segment) throw missing('segment', id);
  if (before !== undefined && before !== segment.text)
    throw new AppError('conflict', 'This passage was changed elsewhere in the meantime.', { segment });
  return { ...where, segment };
}
