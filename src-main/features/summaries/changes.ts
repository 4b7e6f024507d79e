import type { Summary, SummaryContent, SummaryProvenance } from '../../contract/summaries.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Db } from '../../storage/database.ts';
import type { Source } from './transcript.ts';

interface NewSummary {
  id: string;
  meetingId: string;
  source: Source;
  state: Summary['state'];
  content: SummaryContent;
  provenance: SummaryProvenance;
}

/** As it is so far, or as it is in the end. The first one of a meeting is shown at once. */
export function putSummary(db: Db, { id, meetingId, source, state, content, provenance }: NewSummary): void {
  const now = Date.now();
  const added = db.run(
    `INSERT INTO summaries (id, meeting_seq, transcript_id, transcript_stamp, version, state, is_chosen, content,
       provenance, created_at, completed_at)
     SELECT ?, seq, ?, ?, 1 + coalesce((SELECT max(version) FROM summaries WHERE meeting_seq = seq), 0), ?,
       NOT EXISTS (SELECT 1 FROM summaries WHERE meeting_seq = seq AND is_chosen = 1), ?, ?, ?, ?
     FROM meetings WHERE id = ?
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, content = excluded.content,
       provenance = excluded.provenance, completed_at = excluded.completed_at`,
    ...[id, source.id, source.stamp, state, JSON.stringify(content), JSON.stringify(provenance), now],
    state === 'complete' ? now : null,
    meetingId,
  );
  if (added !== 1) throw new AppError('not_found', 'This meeting does not exist.');
}

/** It is shown from now on, unless a person has worked on the one that is. What runs before it left undone goes. */
export function completeSummary(db: Db, summary: Omit<NewSummary, 'state'>): void {
  putSummary(db, { ...summary, state: 'complete' });
  const ofMeeting = 'meeting_seq = (SELECT meeting_seq FROM summaries WHERE id = ?)';
  db.run(`DELETE FROM summaries WHERE ${ofMeeting} AND state = 'partial' AND is_edited = 0`, summary.id);
  if (!db.get(`SELECT 1 FROM summaries WHERE ${ofMeeting} AND is_chosen = 1 AND is_edited = 1`, summary.id))
    chooseSummary(db, summary.id);
}

export function chooseSummary(db: Db, id: string): void {
  db.transaction(() => {
    db.run(
      `UPDATE summaries SET is_chosen = 0
       WHERE is_chosen = 1 AND id <> ? AND meeting_seq = (SELECT meeting_seq FROM summaries WHERE id = ?)`,
      ...[id, id],
    );
    db.run('UPDATE summaries SET is_chosen = 1 WHERE id = ? AND is_chosen = 0', id);
  });
}

/** Where it was the one shown, the newest that is complete takes its place, else the newest. */
export function removeSummary(db: Db, id: string): void {
  db.transaction(() => {
    const row = db.get<{ meeting_seq: number; is_chosen: number }>(
      'DELETE FROM summaries WHERE id = ? RETURNING meeting_seq, is_chosen',
      id,
    );
    if (row?.is_chosen !== 1) return;
    db.run(
      `UPDATE summaries SET is_chosen = 1 WHERE id = (
         SELECT id FROM summaries WHERE meeting_seq = ? ORDER BY state = 'complete' DESC, version DESC LIMIT 1)`,
      row.meeting_seq,
    );
  });
}

export function setContent(db: Db, id: string, content: SummaryContent): void {
  db.run('UPDATE summaries SET content = ?, is_edited = 1 WHERE id = ?', JSON.stringify(content), id);
}
