import { randomUUID } from 'node:crypto';
import type { SummaryContent } from '../../contract/summaries.ts';
import type { MeetingFile } from '../../contract/meeting-file.ts';
import type { Db } from '../../storage/database.ts';
import { stampOf } from './rows.ts';

type Kept = NonNullable<MeetingFile['summary']>;

/** The summary of a file, for a meeting that has none. `segmentIds`: of the segments, in the order of the file. */
export function takeInSummary(
  db: Db,
  meetingId: string,
  transcriptId: string,
  segmentIds: readonly string[],
  { version, state, isEdited, createdAt, completedAt, provenance, content }: Kept,
): void {
  const cited = <T extends { citations: number[] }>(claim: T) => ({
    ...claim,
    citations: claim.citations.flatMap((place) => segmentIds[place] ?? []),
  });
  const own: SummaryContent = {
    overview: content.overview.map(cited),
    topics: content.topics.map(({ title, points }) => ({ title, points: points.map(cited) })),
    decisions: content.decisions.map(cited),
    actions: content.actions.map(cited),
    questions: content.questions.map(cited),
  };
  db.run(
    `INSERT INTO summaries (id, meeting_seq, transcript_id, transcript_stamp, version, state, is_chosen, is_edited,
       content, provenance, created_at, completed_at)
     SELECT ?, meeting_seq, id, ${stampOf('transcripts')}, ?, ?, 1, ?, ?, ?, ?, ? FROM transcripts
     WHERE id = ? AND meeting_seq = (SELECT seq FROM meetings WHERE meetings.id = ?)`,
    ...[randomUUID(), version, state, isEdited ? 1 : 0, JSON.stringify(own), JSON.stringify(provenance)],
    ...[createdAt, completedAt, transcriptId, meetingId],
  );
}
