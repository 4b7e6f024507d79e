import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sameName } from '../../src-main/contract/common.ts';
import type { Segment } from '../../src-main/contract/transcripts.ts';

/** Meetings belong to another feature than those that are tested with them. */
export { createMeetings, setTrashed } from '../../src-main/features/meetings/changes.ts';

const provenance = JSON.stringify({
  ...{ engine: 'whisper.cpp', device: 'CPU', modelId: 'nano-en', modelName: 'Nano' },
  ...{ modelSha256: '', appVersion: '0.0.0', options: {} },
});

export interface Said {
  text: string;
  startMs: number;
  endMs: number;
  speakerId?: string | null;
  /** Left out: the words of the text, by their number. Null: the engine gave none. */
  words?: Segment['words'] | null;
}

/** Words of one length each, with the space before them. */
export function timedWords(text: string, startMs: number, endMs: number): Segment['words'] {
  const words = text.match(/\s*\S+/gu) ?? [];
  const at = (index: number) => Math.round(startMs + ((endMs - startMs) * index) / words.length);
  return words.map((own, index) => {
    return { text: own, startMs: at(index), endMs: at(index + 1), probability: (index % 9) / 10 + 0.05 };
  });
}

/** Writes a complete version past the core: to make a real one would take an engine each time. */
export function writeTranscript(home: string, meetingId: string, said: readonly Said[], isChosen = true) {
  const db = new Database(join(home, 'library.db'));
  const id: string = randomUUID();
  const words = said.map((own) =>
    own.words === null ? [] : (own.words ?? timedWords(own.text, own.startMs, own.endMs)),
  );
  const all = words.flat();
  const segments = said.map((own, index) => ({ ...own, id: randomUUID(), words: words[index] ?? [] }));
  db.transaction(() => {
    db.prepare(
      `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, language, word_count, confidence, provenance, created_at)
       SELECT ?, seq, 1 + (SELECT count(*) FROM transcripts WHERE meeting_seq = seq), 'complete', ?, 'en', ?, ?, ?, 0
       FROM meetings WHERE id = ?`,
    ).run(
      ...[id, Number(isChosen), all.length],
      all.reduce((sum, { probability }) => sum + probability, 0) / all.length,
      ...[provenance, meetingId],
    );
    const add = db.prepare(
      `INSERT INTO segments (id, transcript_id, speaker_id, start_ms, end_ms, text, no_speech, words)
       VALUES (?, ?, ?, ?, ?, ?, 0.1, ?)`,
    );
    for (const own of segments) {
      const stored = own.words.map((word) => [word.text, word.startMs, word.endMs, word.probability]);
      add.run(own.id, id, own.speakerId ?? null, own.startMs, own.endMs, own.text, JSON.stringify(stored));
    }
  })();
  db.close();
  return { id, segmentIds: segments.map((own) => own.id) };
}

/** A speaker who was found by a job, as no method makes one. */
export function writeTrackSpeaker(
  home: string,
  meetingId: string,
  track: 'microphone' | 'system',
  name = '',
): string {
  const db = new Database(join(home, 'library.db'));
  const id = randomUUID();
  db.prepare(
    `INSERT INTO speakers (id, meeting_seq, name, name_key, colour, track)
     SELECT ?, seq, ?, ?, 0, ? FROM meetings WHERE id = ?`,
  ).run(id, name, sameName(name), track, meetingId);
  db.close();
  return id;
}

/** A span to look at, and a proposal for it. */
export function writeReview(
  home: string,
  transcriptId: string,
  [startMs, endMs]: [number, number],
  after: readonly Said[],
) {
  const db = new Database(join(home, 'library.db'));
  const ids = { guard: randomUUID(), proposal: randomUUID() };
  db.prepare(
    `INSERT INTO guards (id, transcript_id, start_ms, end_ms, reason, text) VALUES (?, ?, ?, ?, 'unsure', '')`,
  ).run(ids.guard, transcriptId, startMs, endMs);
  const segments = after.map((own) => {
    const words = timedWords(own.text, own.startMs, own.endMs);
    return { id: randomUUID(), noSpeechProbability: 0.2, ...own, words };
  });
  db.prepare(
    `INSERT INTO proposals (id, transcript_id, start_ms, end_ms, segments, provenance, created_at)
     VALUES (?, ?, ?, ?, ?, ?, 0)`,
  ).run(ids.proposal, transcriptId, startMs, endMs, JSON.stringify(segments), provenance);
  db.close();
  return ids;
}

/** Reads every row that a step may change, to the byte. */
export function rowReader(db: Database.Database): () => string {
  const tables = ['segments', 'speakers', 'guards', 'proposals', 'transcripts'];
  const statements = tables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY id`).raw());
  return () => JSON.stringify(statements.map((statement) => statement.all()));
}
