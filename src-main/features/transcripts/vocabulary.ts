import type { Db, ReadableDb } from '../../storage/database.ts';

export function vocabularyOf(db: ReadableDb, meetingId: string): string {
  const row = db.get<{ vocabulary: string }>(
    `SELECT vocabulary FROM vocabularies JOIN meetings ON meetings.seq = meeting_seq WHERE meetings.id = ?`,
    meetingId,
  );
  return row?.vocabulary ?? '';
}

export function setVocabulary(db: Db, meetingId: string, vocabulary: string): void {
  db.run(
    `INSERT INTO vocabularies (meeting_seq, vocabulary) SELECT seq, ? FROM meetings WHERE id = ?
     ON CONFLICT (meeting_seq) DO UPDATE SET vocabulary = excluded.vocabulary`,
    ...[vocabulary, meetingId],
  );
}

/** The most particular last: of a long prompt Whisper hears the end. */
export const promptOf = (...parts: (string | undefined)[]) =>
  parts
    .map((part) => part?.trim() ?? '')
    .filter(Boolean)
    .join(', ');
