import { AppError } from '../../rpc/errors.ts';
import type { ReadableDb } from '../../storage/database.ts';
import type { Said } from './parts.ts';
import { stampOf } from './rows.ts';

/** The version that is shown, as it is now. */
export interface Source {
  id: string;
  stamp: string;
  state: 'partial' | 'complete';
  language: string | null;
}

export function getSource(db: ReadableDb, meetingId: string): Source {
  const source = db.get<Source>(
    `SELECT transcripts.id, state, language, ${stampOf('transcripts')} AS stamp
     FROM transcripts JOIN meetings ON seq = meeting_seq WHERE meetings.id = ? AND is_chosen = 1`,
    meetingId,
  );
  if (!source) throw new AppError('conflict', 'This meeting has no transcript.');
  return source;
}

export const hasSource = (db: ReadableDb, id: string): boolean =>
  db.get('SELECT 1 FROM transcripts WHERE id = ?', id) !== undefined;

export const languageOf = (db: ReadableDb, id: string): string | null =>
  db.get<{ language: string | null }>('SELECT language FROM transcripts WHERE id = ?', id)?.language ?? null;

/** In the order of time. */
export function saidIn(db: ReadableDb, transcriptId: string): Said[] {
  return db.all<Said>(
    `SELECT segments.id, start_ms AS startMs, end_ms AS endMs, speaker_id AS speakerId,
       coalesce(speakers.name, '') AS speaker, text
     FROM segments LEFT JOIN speakers ON speakers.id = speaker_id
     WHERE transcript_id = ? ORDER BY start_ms, segments.seq`,
    transcriptId,
  );
}

/** Those of these segments that a version has. */
export function segmentsAmong(db: ReadableDb, transcriptId: string, ids: readonly string[]): Set<string> {
  const found = db.all<{ id: string }>(
    'SELECT id FROM segments WHERE transcript_id = ? AND id IN (SELECT value FROM json_each(?))',
    ...[transcriptId, JSON.stringify(ids)],
  );
  return new Set(found.map(({ id }) => id));
}
