import { randomUUID } from 'node:crypto';
import type { Proposal, Provenance, Segment } from '../../contract/transcripts.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Db, ReadableDb } from '../../storage/database.ts';
import { insertSegment } from './changes.ts';
import type { Heard, Span } from './pipeline/types.ts';
import { getTranscript, missing, segmentsWithin } from './rows.ts';

interface StoredProposal {
  id: string;
  transcript_id: string;
  start_ms: number;
  end_ms: number;
  segments: string;
  provenance: string;
}

const columns = 'id, transcript_id, start_ms, end_ms, segments, provenance';

const toProposal = (db: ReadableDb, row: StoredProposal): Proposal => ({
  id: row.id,
  transcriptId: row.transcript_id,
  startMs: row.start_ms,
  endMs: row.end_ms,
  before: segmentsWithin(db, row.transcript_id, row.start_ms, row.end_ms),
  after: JSON.parse(row.segments) as Segment[],
  provenance: JSON.parse(row.provenance) as Provenance,
});

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
  provenance: Provenance;
}

export function addProposal(
  db: Db,
  { id, transcriptId, startMs, endMs, segments, provenance }: NewProposal,
): void {
  const after: Segment[] = segments.map((segment) => ({ id: randomUUID(), ...segment }));
  db.run(
    `INSERT INTO proposals (id, transcript_id, start_ms, end_ms, segments, provenance, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    ...[id, transcriptId, startMs, endMs, JSON.stringify(after), JSON.stringify(provenance), Date.now()],
  );
}

/** What it proposes takes the place of what is there, and a person has seen to the span. */
export function acceptProposal(db: Db, { id, transcriptId, startMs, endMs, before, after }: Proposal): void {
  // Another one was taken meanwhile that reaches beyond this span: words would be lost that nobody proposed to change.
  if (before.some((segment) => segment.startMs < startMs || segment.endMs > endMs))
    throw new AppError('conflict', 'The transcript has changed here meanwhile. Do the passage once more.');
  db.transaction(() => {
    for (const segment of before) db.run('DELETE FROM segments WHERE id = ?', segment.id);
    for (const { id: _own, ...segment } of after) insertSegment(db, transcriptId, segment);
    db.run(
      'UPDATE guards SET is_settled = 1 WHERE transcript_id = ? AND start_ms < ? AND end_ms > ?',
      ...[transcriptId, endMs, startMs],
    );
    countWords(db, transcriptId);
    rejectProposal(db, id);
  });
}

export function rejectProposal(db: Db, id: string): void {
  db.run('DELETE FROM proposals WHERE id = ?', id);
}

function countWords(db: Db, transcriptId: string): void {
  const words = `
    FROM segments, json_each(segments.words) AS word WHERE segments.transcript_id = transcripts.id`;
  db.run(
    `UPDATE transcripts SET is_edited = 1, word_count = (SELECT count(*) ${words}),
       confidence = (SELECT avg(json_extract(word.value, '$[3]')) ${words})
     WHERE id = ?`,
    transcriptId,
  );
}
