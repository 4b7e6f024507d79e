import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const SEGMENT_MS = 10_000;

export interface Spoken {
  meetingId: string;
  /** A segment each, of ten seconds; its words last equally long. */
  lines: readonly string[];
  names?: readonly string[];
  /** The newest that is given is shown, unless this is false. */
  isChosen?: boolean;
}

/** Words that are said, written past the core into a library that it has or will have. Returns the transcripts' ids. */
export function writeSpoken(home: string, all: readonly Spoken[]): string[] {
  const db = new Database(join(home, 'library.db'));
  const addTranscript = db.prepare(
    `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, word_count, provenance, created_at)
     SELECT ?, seq, 1 + (SELECT count(*) FROM transcripts WHERE meeting_seq = seq), 'complete', ?, ?, ?, 0
     FROM meetings WHERE id = ?`,
  );
  const addSegment = db.prepare(
    'INSERT INTO segments (id, transcript_id, start_ms, end_ms, text, words) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const addSpeaker = db.prepare(
    `INSERT INTO speakers (id, meeting_seq, name, name_key, number, colour)
     SELECT ?, seq, ?, ?, ?, ? FROM meetings WHERE id = ?`,
  );
  const provenance = JSON.stringify({
    ...{ engine: 'whisper.cpp', device: 'CPU', modelId: 'nano-en', modelName: 'Nano' },
    ...{ modelSha256: '', appVersion: '0.0.0', options: {} },
  });
  const ids = db.transaction(() =>
    all.map(({ meetingId, lines, names = [], isChosen = true }) => {
      const id = randomUUID();
      addTranscript.run(id, Number(isChosen), lines.join(' ').split(' ').length, provenance, meetingId);
      for (const [place, line] of lines.entries()) {
        const start = place * SEGMENT_MS;
        const parts = line.match(/\s*\S+/g) ?? [];
        const each = SEGMENT_MS / Math.max(1, parts.length);
        const words = parts.map((text, index) => [
          text,
          Math.round(start + index * each),
          Math.round(start + (index + 1) * each),
          0.9,
        ]);
        addSegment.run(randomUUID(), id, start, start + SEGMENT_MS, line, JSON.stringify(words));
      }
      for (const [index, name] of names.entries())
        addSpeaker.run(randomUUID(), name, name.toLowerCase(), index + 1, index, meetingId);
      return id;
    }),
  )();
  db.close();
  return ids;
}
