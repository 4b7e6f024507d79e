import type { Changed } from '../../../contract/edits.ts';
import { AppError, missing } from '../../../rpc/errors.ts';
import type { TranscriptParts } from '../parts.ts';
import { getTranscript, segmentColumns, toSegment, type StoredSegment } from '../rows.ts';
import { toChanged } from './changed.ts';
import { makeStep, type Change, type Step } from './log.ts';
import type { RowChange } from './rows.ts';

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
export function edit(parts: EditParts, step: Step, change: Change): Changed {
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

/** The transcript that all of them are of. */
export function openSegments(parts: EditParts, ids: readonly string[]): ReturnType<typeof openTranscript> {
  const wanted = [...new Set(ids)];
  const found = parts.library.db.all<{ id: string; transcript_id: string }>(
    'SELECT id, transcript_id FROM segments WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(wanted),
  );
  const known = new Map(found.map((row) => [row.id, row.transcript_id]));
  const gone = wanted.find((id) => !known.has(id));
  const [transcriptId = '', ...others] = new Set(known.values());
  if (gone !== undefined) throw missing('segment', gone);
  if (others.length > 0) throw new AppError('invalid_input', 'These segments are not all of one transcript.');
  return openTranscript(parts, transcriptId);
}

/** `before`: what the person saw. */
export function openSegment(parts: EditParts, { id, before }: { id: string; before?: string | undefined }) {
  const where = openSegments(parts, [id]);
  const row = parts.library.db.get<StoredSegment>(`SELECT ${segmentColumns} FROM segments WHERE id = ?`, id);
  if (!row) throw missing('segment', id);
  const segment = toSegment(row);
  if (before !== undefined && before !== segment.text)
    throw new AppError('conflict', 'This passage was changed elsewhere in the meantime.', { segment });
  return { ...where, segment };
}
