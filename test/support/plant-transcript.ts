import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface PlantedSegment {
  text: string;
  /** A place in the list of speakers. */
  speaker?: number;
  startMs?: number;
  endMs?: number;
  /** Words that are hardly likely. */
  unsure?: readonly string[];
}

interface Planted {
  segments: readonly PlantedSegment[];
  /** Names; empty: none was given. */
  speakers?: readonly string[];
  language?: string;
}

/** So long is a word that is told no time. */
const WORD_MS = 250;

/** A complete transcript of these words, written past the app; its words follow each other evenly. Returns its id. */
export function plantTranscript(
  home: string,
  meetingId: string,
  { segments, speakers = [], language = 'en' }: Planted,
) {
  const db = new Database(join(home, 'library.db'), { fileMustExist: true });
  const id = randomUUID();
  const speakerIds = speakers.map(() => randomUUID());
  const segmentIds = segments.map(() => randomUUID());
  const provenance = JSON.stringify({
    ...{ engine: 'whisper.cpp', device: 'CPU', modelId: 'nano-en', modelName: 'Nano' },
    ...{ modelSha256: '', appVersion: '0.0.0', options: {} },
  });
  try {
    db.transaction(() => {
      const words = segments.reduce((sum, { text }) => sum + wordsOf(text).length, 0);
      db.prepare(
        `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, language, word_count, confidence, provenance, created_at)
         SELECT ?, seq, 1 + (SELECT count(*) FROM transcripts WHERE meeting_seq = seq), 'complete',
           NOT EXISTS (SELECT 1 FROM transcripts WHERE meeting_seq = seq), ?, ?, 0.9, ?, 0
         FROM meetings WHERE id = ?`,
      ).run(id, language, words, provenance, meetingId);
      const addSpeaker = db.prepare(
        `INSERT INTO speakers (id, meeting_seq, name, name_key, number, colour)
         SELECT ?, seq, ?, ?, ?, ? FROM meetings WHERE id = ?`,
      );
      for (const [at, name] of speakers.entries())
        addSpeaker.run(speakerIds[at], name, name.toLowerCase(), at + 1, at % 8, meetingId);
      const addSegment = db.prepare(
        'INSERT INTO segments (id, transcript_id, speaker_id, start_ms, end_ms, text, words) VALUES (?, ?, ?, ?, ?, ?, ?)',
      );
      let at = 0;
      for (const [index, { text, speaker, unsure = [], startMs = at, endMs }] of segments.entries()) {
        const own = wordsOf(text);
        const each = endMs === undefined ? WORD_MS : (endMs - startMs) / own.length;
        const timed = own.map((word, place) => [
          word,
          Math.round(startMs + place * each),
          Math.round(startMs + (place + 1) * each),
          unsure.includes(word.trim()) ? 0.2 : 0.95,
        ]);
        at = Math.round(startMs + own.length * each);
        const whose = speaker === undefined ? null : (speakerIds[speaker] ?? null);
        addSegment.run(segmentIds[index], id, whose, startMs, at, text, JSON.stringify(timed));
      }
    })();
  } finally {
    db.close();
  }
  return { id, speakerIds, segmentIds };
}

const wordsOf = (text: string) => text.match(/\s*\S+/g) ?? [];
