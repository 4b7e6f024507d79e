import type { Summary, SummaryContent, SummaryProvenance } from '../../contract/summaries.ts';
import { missing } from '../../rpc/errors.ts';
import type { ReadableDb } from '../../storage/database.ts';

interface StoredSummary {
  id: string;
  meeting_id: string;
  transcript_id: string;
  version: number;
  state: Summary['state'];
  is_chosen: number;
  is_edited: number;
  is_stale: number;
  content: string;
  provenance: string;
  created_at: number;
  completed_at: number | null;
}

/** What a transcript is like: its last step that changes words or who says them, and how much a job has heard. */
export const stampOf = (transcript: string) => `(
  SELECT coalesce(max(seq || '.' || at), '') FROM (
    SELECT seq, at FROM edits
    WHERE meeting_seq = ${transcript}.meeting_seq AND is_undone = 0
      AND (transcript_id IS NULL OR transcript_id = ${transcript}.id)
      AND kind NOT IN ('confirm', 'choose', 'guard', 'rejectProposal', 'recolourSpeaker', 'removeSpeaker')
      -- Somebody who says nothing yet.
      AND NOT (kind = 'addSpeaker' AND transcript_id IS NULL)
    ORDER BY seq DESC LIMIT 1)
) || ' ' || (SELECT count(*) FROM segments WHERE segments.transcript_id = ${transcript}.id)`;

const select = `
  SELECT summaries.*, meetings.id AS meeting_id,
    NOT EXISTS (SELECT 1 FROM transcripts WHERE transcripts.id = summaries.transcript_id AND transcripts.is_chosen = 1
      AND ${stampOf('transcripts')} = summaries.transcript_stamp) AS is_stale
  FROM summaries JOIN meetings ON meetings.seq = summaries.meeting_seq`;

const toSummary = (row: StoredSummary): Summary => ({
  id: row.id,
  meetingId: row.meeting_id,
  transcriptId: row.transcript_id,
  version: row.version,
  state: row.state,
  isChosen: row.is_chosen === 1,
  isEdited: row.is_edited === 1,
  isStale: row.is_stale === 1,
  content: JSON.parse(row.content) as SummaryContent,
  provenance: JSON.parse(row.provenance) as SummaryProvenance,
  createdAt: row.created_at,
  completedAt: row.completed_at,
});

export function checkMeeting(db: ReadableDb, meetingId: string): void {
  if (!db.get('SELECT 1 FROM meetings WHERE id = ?', meetingId)) throw missing('meeting', meetingId);
}

export function getSummary(db: ReadableDb, id: string): Summary {
  const row = db.get<StoredSummary>(`${select} WHERE summaries.id = ?`, id);
  if (!row) throw missing('summary', id);
  return toSummary(row);
}

/** All versions, the newest first. */
export function summariesOf(db: ReadableDb, meetingId: string): Summary[] {
  return db
    .all<StoredSummary>(`${select} WHERE meetings.id = ? ORDER BY summaries.version DESC`, meetingId)
    .map(toSummary);
}

export const hasSummaries = (db: ReadableDb, meetingId: string): boolean =>
  db.get(
    'SELECT 1 FROM summaries JOIN meetings ON seq = meeting_seq WHERE meetings.id = ? LIMIT 1',
    meetingId,
  ) !== undefined;

export const isEdited = (db: ReadableDb, id: string): boolean =>
  db.get('SELECT 1 FROM summaries WHERE id = ? AND is_edited = 1', id) !== undefined;
