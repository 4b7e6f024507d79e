import { randomUUID } from 'node:crypto';
import type { Proposal, Provenance, Segment } from '../../contract/transcripts.ts';
import { AppError, missing } from '../../rpc/errors.ts';
import type { Db, ReadableDb } from '../../storage/database.ts';
import { edit, openTranscript, type EditParts } from './edits/parts.ts';
import { toRow } from './edits/segments.ts';
import type { Heard, Span, Suspect } from './pipeline/types.ts';
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

/** What it proposes takes the place of what is there, said by whom it was said, and a person has seen to what was to be looked at before. */
export function acceptProposal(
  parts: EditParts,
  { id, transcriptId, startMs, endMs, before, after, guards: suspects }: Proposal,
): void {
  const { db } = parts.library;
  // Another one was taken meanwhile that reaches beyond this span: words would be lost that nobody proposed to change.
  if (before.some((segment) => segment.startMs < startMs || segment.endMs > endMs))
    throw new AppError('conflict', 'The transcript has changed here meanwhile. Do the passage once more.');
  // One that only begins or ends a moment within the span is about its neighbour.
  const guards = db.all<{ id: string }>(
    `SELECT id FROM guards WHERE transcript_id = ? AND start_ms < ? AND end_ms > ?
       AND 2 * (min(end_ms, ?) - max(start_ms, ?)) >= min(end_ms - start_ms, ?)`,
    ...[transcriptId, endMs, startMs, endMs, startMs, endMs - startMs],
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
    for (const guard of guards) rows.set('guards', guard.id, { is_settled: 1 });
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
