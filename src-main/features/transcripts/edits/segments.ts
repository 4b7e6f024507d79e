import { randomUUID } from 'node:crypto';
import { isBlank } from '../../../contract/common.ts';
import type { Changed } from '../../../contract/edits.ts';
import type { Segment } from '../../../contract/transcripts.ts';
import { AppError } from '../../../rpc/errors.ts';
import type { ReadableDb } from '../../../storage/database.ts';
import { joined } from '../pipeline/join.ts';
import type { Heard } from '../pipeline/types.ts';
import { segmentColumns, storedWords, toSegment, type StoredSegment } from '../rows.ts';
import { getSpeaker } from '../speakers/rows.ts';
import { divide, divideAnew } from './divide.ts';
import { makeStep, takeBackTyping } from './log.ts';
import { edit, openSegment, openSegments, tell, type EditParts } from './parts.ts';
import { fit, retime, wordsOf } from './retime.ts';
import type { Row } from './rows.ts';

export interface OfSegment {
  id: string;
  before?: string | undefined;
}

/** What is written of a segment that is heard otherwise now. */
export const toRow = ({ startMs, endMs, text, words, noSpeechProbability }: Heard): Row => ({
  start_ms: startMs,
  end_ms: endMs,
  text,
  no_speech: noSpeechProbability,
  words: storedWords(words),
});

export const withText = (segment: Segment, text: string): Segment => ({
  ...segment,
  text,
  words: retime(segment, text),
});

export function setText(parts: EditParts, { text, ...of }: OfSegment & { text: string }): Changed {
  const { segment, ...where } = openSegment(parts, of);
  if (isBlank(text)) return removeSegments(parts, [segment.id]);
  if (text === segment.text) return tell(parts, where.meetingId, []);
  const { db } = parts.library;
  const changes = db.transaction(() => {
    const taken = takeBackTyping(db, where.meetingId, segment.id);
    // Against what stood there when the typing began: a word that was there for a moment leaves no trace.
    const begun = openSegment(parts, { id: segment.id }).segment;
    const made = makeStep(db, { ...where, kind: 'text' }, (rows) => {
      if (text !== begun.text) rows.set('segments', segment.id, toRow(withText(begun, text)));
    });
    return [...taken, ...made];
  });
  return tell(parts, where.meetingId, changes);
}

export function splitSegment(parts: EditParts, { at, ...of }: OfSegment & { at: number }): Changed {
  const { segment, ...where } = openSegment(parts, of);
  const [first, second] = divide(segment, at);
  return edit(parts, { ...where, kind: 'split' }, (rows) => {
    rows.set('segments', segment.id, toRow(first));
    rows.add('segments', randomUUID(), {
      transcript_id: where.transcriptId,
      speaker_id: segment.speakerId,
      ...toRow(second),
    });
  });
}

function previous(db: ReadableDb, transcriptId: string, id: string): Segment {
  const row = db.get<StoredSegment>(
    `SELECT ${segmentColumns} FROM segments
     WHERE transcript_id = ? AND (start_ms, seq) < (SELECT start_ms, seq FROM segments WHERE id = ?)
     ORDER BY start_ms DESC, seq DESC LIMIT 1`,
    ...[transcriptId, id],
  );
  if (!row) throw new AppError('invalid_input', 'There is nothing before this segment.');
  return toSegment(row);
}

export function joinSegment(parts: EditParts, of: OfSegment): Changed {
  const { segment, ...where } = openSegment(parts, of);
  const before = previous(parts.library.db, where.transcriptId, segment.id);
  const whole = joined({ ...before, words: wordsOf(before) }, { ...segment, words: wordsOf(segment) });
  return edit(parts, { ...where, kind: 'join' }, (rows) => {
    rows.dropAll('segments', [segment.id]);
    rows.set('segments', before.id, toRow({ ...whole, words: fit(whole.words, whole) }));
  });
}

export function moveBoundary(parts: EditParts, { startMs, ...of }: OfSegment & { startMs: number }): Changed {
  const { segment, ...where } = openSegment(parts, of);
  const before = previous(parts.library.db, where.transcriptId, segment.id);
  const [one, other] = divideAnew(before, segment, startMs);
  return edit(parts, { ...where, kind: 'boundary' }, (rows) => {
    rows.set('segments', before.id, toRow(one));
    rows.set('segments', segment.id, toRow(other));
  });
}

export function removeSegments(parts: EditParts, ids: readonly string[]): Changed {
  const where = openSegments(parts, ids);
  return edit(parts, { ...where, kind: 'remove' }, (rows) => {
    rows.dropAll('segments', ids);
  });
}

export function confirmWords(
  parts: EditParts,
  { start, end, ...of }: OfSegment & { start: number; end: number },
): Changed {
  const { segment, ...where } = openSegment(parts, of);
  let at = 0;
  const words = segment.words.map((word) => {
    const from = at;
    at += word.text.length;
    return from < end && at > start ? { ...word, probability: 1 } : word;
  });
  return edit(parts, { ...where, kind: 'confirm' }, (rows) => {
    rows.set('segments', segment.id, { words: storedWords(words) });
  });
}

export function assignSegments(parts: EditParts, ids: readonly string[], speakerId: string | null): Changed {
  const where = openSegments(parts, ids);
  if (speakerId !== null && getSpeaker(parts.library.db, speakerId).meetingId !== where.meetingId)
    throw new AppError('invalid_input', 'This speaker is of another meeting.');
  return edit(parts, { ...where, kind: 'assign' }, (rows) => {
    rows.setAll('segments', ids, 'speaker_id', speakerId);
  });
}
