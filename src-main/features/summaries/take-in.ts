import { randomUUID } from 'node:crypto';
import type { SummaryContent } from '../../contract/summaries.ts';
import type { MeetingFile } from '../../contract/meeting-file.ts';
import type { Db } from '../../storage/database.ts';
import { mapClaims } from './claims.ts';
import { stampOf } from './rows.ts';
import { createCheck } from './support/check.ts';
import { saidIn } from './transcript.ts';

type Kept = NonNullable<MeetingFile['summary']>;

/** What no transcript is like: the summary is of other words than those that are there. */
const OTHER = '';

/**
 * The summary of a file, for a meeting that has none. `segmentIds`: of the segments, in the order of the file. What a
 * file says is found is looked for again.
 */
export function takeInSummary(
  db: Db,
  meetingId: string,
  transcriptId: string | null,
  segmentIds: readonly string[],
  language: string | null,
  { version, state, isEdited, isStale, createdAt, completedAt, provenance, content }: Kept,
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
  const check = createCheck(transcriptId === null ? [] : saidIn(db, transcriptId), language);
  const checked = mapClaims(own, (claim) => (claim.support === 'found' ? check(claim) : claim));
  db.run(
    `INSERT INTO summaries (id, meeting_seq, transcript_id, transcript_stamp, version, state, is_chosen, is_edited,
       content, provenance, created_at, completed_at)
     SELECT ?, seq, ?, coalesce(?, (SELECT ${stampOf('transcripts')} FROM transcripts WHERE id = ?)), ?, ?, 1, ?, ?, ?, ?, ?
     FROM meetings WHERE id = ?`,
    ...[
      randomUUID(),
      transcriptId ?? randomUUID(),
      isStale || transcriptId === null ? OTHER : null,
      transcriptId,
    ],
    ...[version, state, isEdited ? 1 : 0, JSON.stringify(checked), JSON.stringify(provenance)],
    ...[createdAt, completedAt, meetingId],
  );
}
