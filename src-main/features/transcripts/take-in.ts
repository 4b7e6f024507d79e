import { randomUUID } from 'node:crypto';
import { sameName } from '../../contract/common.ts';
import type { MeetingFile } from '../../contract/meeting-file.ts';
import type { Db } from '../../storage/database.ts';
import { storedWords } from './rows.ts';

interface TakenIn {
  transcriptId: string | null;
  /** In the order of the file. */
  segmentIds: string[];
}

/** The speakers and the transcript of a file, for a meeting that has none. */
export function takeInTranscript(
  db: Db,
  meetingId: string,
  { speakers, transcript }: Pick<MeetingFile, 'speakers' | 'transcript'>,
): TakenIn {
  const speakerIds = speakers.map(({ name, number, colour, track }) => {
    const id = randomUUID();
    db.run(
      `INSERT INTO speakers (id, meeting_seq, name, name_key, number, colour, track)
       SELECT ?, seq, ?, ?, ?, ?, ? FROM meetings WHERE id = ?`,
      ...[id, name, sameName(name), number, colour, track, meetingId],
    );
    return id;
  });
  if (!transcript) return { transcriptId: null, segmentIds: [] };
  const { version, state, isEdited, language, provenance, createdAt, completedAt, segments } = transcript;
  const id = randomUUID();
  const words = segments.flatMap((segment) => segment.words);
  const sum = words.reduce((total, { probability }) => total + probability, 0);
  db.run(
    `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, is_edited, language, word_count,
       confidence, provenance, created_at, completed_at)
     SELECT ?, seq, ?, ?, 1, ?, ?, ?, ?, ?, ?, ? FROM meetings WHERE id = ?`,
    ...[id, version, state, isEdited ? 1 : 0, language, words.length],
    ...[words.length === 0 ? null : sum / words.length, JSON.stringify(provenance)],
    ...[createdAt, completedAt, meetingId],
  );
  const segmentIds = segments.map((segment) => {
    const segmentId = randomUUID();
    db.run(
      `INSERT INTO segments (id, transcript_id, speaker_id, start_ms, end_ms, text, no_speech, words)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[segmentId, id, segment.speaker === null ? null : (speakerIds[segment.speaker] ?? null)],
      ...[segment.startMs, segment.endMs, segment.text, segment.noSpeechProbability],
      storedWords(segment.words),
    );
    return segmentId;
  });
  for (const { startMs, endMs, reason, text, isSettled } of transcript.guards)
    db.run(
      `INSERT INTO guards (id, transcript_id, start_ms, end_ms, reason, text, is_settled)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[randomUUID(), id, startMs, endMs, reason, text, isSettled ? 1 : 0],
    );
  return { transcriptId: id, segmentIds };
}
