import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** A transcript with a guard and a proposal, written past the core: to make a real one would take an engine each time. */
export function writeExampleTranscript(home: string, meetingId: string) {
  const ids = { transcript: randomUUID(), guard: randomUUID(), proposal: randomUUID() };
  const provenance = JSON.stringify({
    ...{ engine: 'whisper.cpp', device: 'CPU', modelId: 'nano-en', modelName: 'Nano' },
    ...{ modelSha256: '', appVersion: '0.0.0', options: {} },
  });
  const db = new Database(join(home, 'library.db'));
  db.prepare(
    `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, provenance, created_at)
     SELECT ?, seq, 1, 'complete', 1, ?, 0 FROM meetings WHERE id = ?`,
  ).run(ids.transcript, provenance, meetingId);
  db.prepare(
    `INSERT INTO segments (id, transcript_id, start_ms, end_ms, text, words)
     VALUES (?, ?, 0, 50, 'Yes.', '[["Yes.",0,50,0.9]]')`,
  ).run(randomUUID(), ids.transcript);
  db.prepare(
    `INSERT INTO guards (id, transcript_id, start_ms, end_ms, reason, text) VALUES (?, ?, 0, 50, 'unsure', '')`,
  ).run(ids.guard, ids.transcript);
  db.prepare(
    `INSERT INTO proposals (id, transcript_id, start_ms, end_ms, segments, provenance, created_at)
     VALUES (?, ?, 0, 50, '[]', ?, 0)`,
  ).run(ids.proposal, ids.transcript, provenance);
  db.close();
  return ids;
}
