import type { Guard, Provenance, Segment, Transcript } from '../../contract/transcripts.ts';
import { missing } from '../../rpc/errors.ts';
import type { ReadableDb } from '../../storage/database.ts';

interface StoredTranscript {
  id: string;
  meeting_id: string;
  version: number;
  state: Transcript['state'];
  is_chosen: number;
  is_edited: number;
  language: string | null;
  word_count: number;
  confidence: number | null;
  open_guards: number;
  provenance: string;
  created_at: number;
  completed_at: number | null;
}

const select = `
  SELECT transcripts.*, meetings.id AS meeting_id,
    (SELECT count(*) FROM guards WHERE transcript_id = transcripts.id AND is_settled = 0) AS open_guards
  FROM transcripts JOIN meetings ON meetings.seq = transcripts.meeting_seq`;

const toTranscript = (row: StoredTranscript): Transcript => ({
  id: row.id,
  meetingId: row.meeting_id,
  version: row.version,
  state: row.state,
  isChosen: row.is_chosen === 1,
  isEdited: row.is_edited === 1,
  language: row.language,
  wordCount: row.word_count,
  confidence: row.confidence,
  openGuards: row.open_guards,
  provenance: JSON.parse(row.provenance) as Provenance,
  createdAt: row.created_at,
  completedAt: row.completed_at,
});

export function checkMeeting(db: ReadableDb, meetingId: string): void {
  if (!db.get('SELECT 1 FROM meetings WHERE id = ?', meetingId)) throw missing('meeting', meetingId);
}

export function findTranscript(db: ReadableDb, id: string): Transcript | undefined {
  const row = db.get<StoredTranscript>(`${select} WHERE transcripts.id = ?`, id);
  return row && toTranscript(row);
}

export function getTranscript(db: ReadableDb, id: string): Transcript {
  const found = findTranscript(db, id);
  if (!found) throw missing('transcript', id);
  return found;
}

/** All versions, the newest first. */
export function transcriptsOf(db: ReadableDb, meetingId: string): Transcript[] {
  return db
    .all<StoredTranscript>(`${select} WHERE meetings.id = ? ORDER BY transcripts.version DESC`, meetingId)
    .map(toTranscript);
}

export interface StoredSegment {
  id: string;
  start_ms: number;
  end_ms: number;
  speaker_id: string | null;
  text: string;
  no_speech: number | null;
  words: string;
}
export type StoredWord = [text: string, startMs: number, endMs: number, probability: number];

export const segmentColumns = 'id, start_ms, end_ms, speaker_id, text, no_speech, words';

export const toSegment = (row: StoredSegment): Segment => ({
  id: row.id,
  startMs: row.start_ms,
  endMs: row.end_ms,
  speakerId: row.speaker_id,
  text: row.text,
  noSpeechProbability: row.no_speech,
  words: (JSON.parse(row.words) as StoredWord[]).map(([text, startMs, endMs, probability]) => ({
    text,
    startMs,
    endMs,
    probability,
  })),
});

export function storedWords(words: Segment['words']): string {
  return JSON.stringify(
    words.map(({ text, startMs, endMs, probability }): StoredWord => [text, startMs, endMs, probability]),
  );
}

export function segmentsOf(db: ReadableDb, id: string, from: number, limit: number) {
  getTranscript(db, id);
  const rows = db.all<StoredSegment>(
    `SELECT ${segmentColumns} FROM segments WHERE transcript_id = ? ORDER BY start_ms, seq LIMIT ? OFFSET ?`,
    ...[id, limit, from],
  );
  const count = db.get<{ total: number }>(
    'SELECT count(*) AS total FROM segments WHERE transcript_id = ?',
    id,
  );
  return { segments: rows.map(toSegment), total: count?.total ?? 0 };
}

/** Those that reach into a span; what takes no time lies where it begins. */
export function segmentsWithin(db: ReadableDb, id: string, startMs: number, endMs: number): Segment[] {
  return db
    .all<StoredSegment>(
      `SELECT ${segmentColumns} FROM segments
       WHERE transcript_id = ? AND start_ms < ? AND max(end_ms, start_ms + 1) > ? ORDER BY start_ms, seq`,
      ...[id, endMs, startMs],
    )
    .map(toSegment);
}

interface StoredGuard {
  id: string;
  start_ms: number;
  end_ms: number;
  reason: Guard['reason'];
  text: string;
  is_settled: number;
}
const guardColumns = 'id, start_ms, end_ms, reason, text, is_settled';
const toGuard = (row: StoredGuard): Guard => ({
  id: row.id,
  startMs: row.start_ms,
  endMs: row.end_ms,
  reason: row.reason,
  text: row.text,
  isSettled: row.is_settled === 1,
});

export function guardsOf(db: ReadableDb, transcriptId: string): Guard[] {
  getTranscript(db, transcriptId);
  return db
    .all<StoredGuard>(
      `SELECT ${guardColumns} FROM guards WHERE transcript_id = ? ORDER BY start_ms, seq`,
      transcriptId,
    )
    .map(toGuard);
}

export function getGuard(db: ReadableDb, id: string): Guard & { transcriptId: string } {
  const row = db.get<StoredGuard & { transcript_id: string }>(
    `SELECT ${guardColumns}, transcript_id FROM guards WHERE id = ?`,
    id,
  );
  if (!row) throw missing('guard', id);
  return { ...toGuard(row), transcriptId: row.transcript_id };
}
