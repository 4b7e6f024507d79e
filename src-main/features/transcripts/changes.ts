import { randomUUID } from 'node:crypto';
import type { TrackName } from '../../contract/recorder.ts';
import type { Provenance, Segment } from '../../contract/transcripts.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Db } from '../../storage/database.ts';
import { joinSegments } from './pipeline/join.ts';
import type { ChunkText } from './pipeline/types.ts';
import { forgetChoices, forgetUndone } from './edits/log.ts';
import { segmentColumns, storedWords, toSegment, type StoredSegment } from './rows.ts';
import { speakerFor } from './speakers/heard.ts';

interface NewTranscript {
  id: string;
  meetingId: string;
  language: string | null;
  provenance: Provenance;
}

/** A new version, beside what there is. The first one of a meeting is shown at once. */
export function beginTranscript(db: Db, { id, meetingId, language, provenance }: NewTranscript): void {
  const added = db.run(
    `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, language, provenance, created_at)
     SELECT ?, seq, 1 + coalesce((SELECT max(version) FROM transcripts WHERE meeting_seq = seq), 0), 'partial',
       NOT EXISTS (SELECT 1 FROM transcripts WHERE meeting_seq = seq AND is_chosen = 1), ?, ?, ?
     FROM meetings WHERE id = ?`,
    ...[id, language, JSON.stringify(provenance), Date.now(), meetingId],
  );
  if (added !== 1) throw new AppError('not_found', 'This meeting does not exist.');
}

/** Whoever works on a transcript that was removed has nothing left to do. */
function mustChangeOne(changed: number): void {
  if (changed !== 1) throw new AppError('cancelled', 'The transcript was removed.');
}

/** Adds what was heard in a chunk, and returns the segments that are new or longer now. `tracks`: the louder of each. */
export function addText(
  db: Db,
  transcriptId: string,
  { segments, guards }: ChunkText,
  tracks: readonly (TrackName | null)[] = [],
): Segment[] {
  const words = segments.flatMap((segment) => segment.words);
  const sum = words.reduce((total, { probability }) => total + probability, 0);
  mustChangeOne(
    db.run(
      `UPDATE transcripts SET word_count = word_count + ?,
         confidence = CASE WHEN word_count + ? = 0 THEN NULL
           ELSE (coalesce(confidence, 0) * word_count + ?) / (word_count + ?) END
       WHERE id = ?`,
      ...[words.length, words.length, sum, words.length, transcriptId],
    ),
  );
  for (const { startMs, endMs, reason, text } of guards) {
    db.run(
      'INSERT INTO guards (id, transcript_id, start_ms, end_ms, reason, text) VALUES (?, ?, ?, ?, ?, ?)',
      ...[randomUUID(), transcriptId, startMs, endMs, reason, text],
    );
  }
  // To make them again would bring back what was counted before.
  db.run('DELETE FROM edits WHERE transcript_id = ? AND is_undone = 1', transcriptId);
  return segments.map((segment, index) => {
    const speakerId = speakerFor(db, transcriptId, segment, tracks[index] ?? null);
    const said = { ...segment, speakerId };
    const grown = index === 0 ? growLast(db, transcriptId, said) : undefined;
    return grown ?? insertSegment(db, transcriptId, said);
  });
}

type Said = Omit<Segment, 'id'>;

/** Where a chunk ended in the middle of a sentence, the segment before it goes on. */
function growLast(db: Db, transcriptId: string, after: Said): Segment | undefined {
  const row = db.get<StoredSegment>(
    `SELECT ${segmentColumns} FROM segments WHERE transcript_id = ? ORDER BY start_ms DESC, seq DESC LIMIT 1`,
    transcriptId,
  );
  const joined = row?.speaker_id === after.speakerId ? joinSegments(toSegment(row), after) : undefined;
  if (!row || !joined) return undefined;
  db.run(
    'UPDATE segments SET end_ms = ?, text = ?, no_speech = ?, words = ? WHERE id = ?',
    ...[joined.endMs, joined.text, joined.noSpeechProbability, storedWords(joined.words), row.id],
  );
  return { id: row.id, speakerId: after.speakerId, ...joined };
}

function insertSegment(db: Db, transcriptId: string, segment: Said): Segment {
  const id = randomUUID();
  db.run(
    `INSERT INTO segments (id, transcript_id, speaker_id, start_ms, end_ms, text, no_speech, words)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, transcriptId, segment.speakerId, segment.startMs, segment.endMs],
    ...[segment.text, segment.noSpeechProbability, storedWords(segment.words)],
  );
  return { id, ...segment };
}

/**
 * It is shown from now on, unless a person has worked on the one that is, or that has words and this one has none.
 * What runs before it left undone goes.
 */
export function completeTranscript(db: Db, id: string): void {
  const completed = db.get<{ meeting_seq: number; word_count: number }>(
    `UPDATE transcripts SET state = 'complete', completed_at = coalesce(completed_at, ?) WHERE id = ?
     RETURNING meeting_seq, word_count`,
    ...[Date.now(), id],
  );
  mustChangeOne(completed ? 1 : 0);
  const { meeting_seq: meetingSeq, word_count: words } = completed ?? { meeting_seq: 0, word_count: 0 };
  const gone = db.run(
    `DELETE FROM transcripts
     WHERE meeting_seq = ? AND state = 'partial' AND is_edited = 0 AND (word_count = 0 OR ? > 0)`,
    ...[meetingSeq, words],
  );
  const isKept = db.get(
    `SELECT 1 FROM transcripts WHERE meeting_seq = ? AND is_chosen = 1
       AND (is_edited = 1 OR id = ? OR (word_count > 0 AND ? = 0))`,
    ...[meetingSeq, id, words],
  );
  if (!isKept) {
    db.run('UPDATE transcripts SET is_chosen = 0 WHERE meeting_seq = ? AND is_chosen = 1', meetingSeq);
    db.run('UPDATE transcripts SET is_chosen = 1 WHERE id = ?', id);
    forgetChoices(db, meetingSeq);
  }
  if (gone > 0) forgetUndone(db, meetingSeq);
}

/** Where it was the one shown, the newest that is complete takes its place, rather one with words, else the newest. */
export function removeTranscript(db: Db, id: string): void {
  db.transaction(() => {
    const row = db.get<{ meeting_seq: number; is_chosen: number }>(
      'DELETE FROM transcripts WHERE id = ? RETURNING meeting_seq, is_chosen',
      id,
    );
    if (!row) return;
    forgetUndone(db, row.meeting_seq);
    forgetChoices(db, row.meeting_seq);
    if (row.is_chosen !== 1) return;
    db.run(
      `UPDATE transcripts SET is_chosen = 1 WHERE id = (
         SELECT id FROM transcripts WHERE meeting_seq = ? ORDER BY state = 'complete' DESC, word_count > 0 DESC, version DESC LIMIT 1)`,
      row.meeting_seq,
    );
  });
}
