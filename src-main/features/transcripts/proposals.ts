import { randomUUID } from 'node:crypto';
import type { Proposal, Provenance, Segment } from '../../contract/transcripts.ts';
import { AppError, missing } from '../../rpc/errors.ts';
import type { Db, ReadableDb } from '../../storage/database.ts';
import { edit, openTranscript, type EditParts } from './edits/parts.ts';
import type { RowRecorder } from './edits/rows.ts';
import { toRow } from './edits/segments.ts';
import { MOMENT_MS, type Heard, type Span, type Suspect } from './pipeline/types.ts';
import { getTranscript, segmentsWithin } from './rows.ts';
import { mostHeard } from './speakers/heard.ts';

interface StoredProposal {
  id: string;
  transcript_id: string;
  start_ms: number;
  end_ms: number;
  segments: string;
  provenance: string;
}

const columns = 'id, transcript_id, start_ms, end_ms, segments, provenance';

interface Proposed {
  segments: Omit<Segment, 'speakerId'>[];
  guards: Suspect[];
}

/** Once there were segments alone. */
function toProposed(stored: string): Proposed {
  const found = JSON.parse(stored) as Proposed | Proposed['segments'];
  return Array.isArray(found) ? { segments: found, guards: [] } : found;
}

function toProposal(db: ReadableDb, row: StoredProposal): Proposal {
  const { segments, guards } = toProposed(row.segments);
  return {
    id: row.id,
    transcriptId: row.transcript_id,
    startMs: row.start_ms,
    endMs: row.end_ms,
    before: segmentsWithin(db, row.transcript_id, row.start_ms, row.end_ms),
    after: segments.map((own) => ({ ...own, speakerId: null })),
    guards,
    provenance: JSON.parse(row.provenance) as Provenance,
  };
}

export function proposalsOf(db: ReadableDb, transcriptId: string): Proposal[] {
  getTranscript(db, transcriptId);
  return db
    .all<StoredProposal>(
      `SELECT ${columns} FROM proposals WHERE transcript_id = ? ORDER BY start_ms, created_at, id`,
      transcriptId,
    )
    .map((row) => toProposal(db, row));
}

export function getProposal(db: ReadableDb, id: string): Proposal {
  const row = db.get<StoredProposal>(`SELECT ${columns} FROM proposals WHERE id = ?`, id);
  if (!row) throw missing('proposal', id);
  return toProposal(db, row);
}

/** The whole segments that a span touches: a redo must not leave halves behind. */
export function widenSpan(db: ReadableDb, transcriptId: string, { startMs, endMs }: Span): Span {
  const touched = segmentsWithin(db, transcriptId, startMs, endMs);
  return {
    startMs: Math.min(startMs, ...touched.map((own) => own.startMs)),
    endMs: Math.max(endMs, ...touched.map((own) => own.endMs)),
  };
}

interface NewProposal extends Span {
  id: string;
  transcriptId: string;
  segments: Heard[];
  guards: Suspect[];
  provenance: Provenance;
}

export function addProposal(
  db: Db,
  { id, transcriptId, startMs, endMs, segments, guards, provenance }: NewProposal,
): void {
  const after: Proposed = {
    segments: segments.map((segment) => ({ id: randomUUID(), ...segment })),
    guards,
  };
  db.run(
    `INSERT INTO proposals (id, transcript_id, start_ms, end_ms, segments, provenance, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    ...[id, transcriptId, startMs, endMs, JSON.stringify(after), JSON.stringify(provenance), Date.now()],
  );
}

type StoredMark = Record<'id' | 'transcript_id' | 'reason' | 'text', string> &
  Record<'start_ms' | 'end_ms' | 'is_settled', number>;

/** A person has seen to it within the span; what of it lies beyond, on either side, is still to be looked at. */
function settleWithin(rows: RowRecorder, { id, ...mark }: StoredMark, { startMs, endMs }: Span): void {
  const [rest, other] = [
    { start_ms: mark.start_ms, end_ms: startMs },
    { start_ms: endMs, end_ms: mark.end_ms },
  ].filter((own) => own.end_ms - own.start_ms >= MOMENT_MS);
  rows.set('guards', id, rest ?? { is_settled: 1 });
  if (other) rows.add('guards', randomUUID(), { ...mark, ...other });
}

/** What it proposes takes the place of what is there, said by whom it was said, and what was to be looked at there is settled. */
export function acceptProposal(
  parts: EditParts,
  { id, transcriptId, startMs, endMs, before, after, guards: suspects }: Proposal,
): void {
  const { db } = parts.library;
  // Another one was taken meanwhile that reaches beyond this span: words would be lost that nobody proposed to change.
  if (before.some((segment) => segment.startMs < startMs || segment.endMs > endMs))
    throw new AppError('conflict', 'The transcript has changed here meanwhile. Do the passage once more.');
  const marks = db.all<StoredMark>(
    `SELECT id, transcript_id, start_ms, end_ms, reason, text, is_settled FROM guards
     WHERE transcript_id = ? AND start_ms < ? AND end_ms > ? AND is_settled = 0`,
    ...[transcriptId, endMs, startMs],
  );
  edit(parts, { ...openTranscript(parts, transcriptId), kind: 'acceptProposal' }, (rows) => {
    rows.dropAll(
      'segments',
      before.map((own) => own.id),
    );
    for (const segment of after) {
      const speakerId = mostHeard(before, segment)?.id ?? null;
      rows.add('segments', randomUUID(), {
        transcript_id: transcriptId,
        speaker_id: speakerId,
        ...toRow(segment),
      });
    }
    for (const mark of marks) settleWithin(rows, mark, { startMs, endMs });
    for (const suspect of suspects)
      rows.add('guards', randomUUID(), {
        transcript_id: transcriptId,
        start_ms: suspect.startMs,
        end_ms: suspect.endMs,
        reason: suspect.reason,
        text: suspect.text,
        is_settled: 0,
      });
    rows.dropAll('proposals', [id]);
  });
}

export function rejectProposal(parts: EditParts, { id, transcriptId }: Proposal): void {
  const { meetingId } = getTranscript(parts.library.db, transcriptId);
  edit(parts, { meetingId, transcriptId, kind: 'rejectProposal' }, (rows) => {
    rows.dropAll('proposals', [id]);
  });
}
