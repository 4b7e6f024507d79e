import type { Speaker } from '../../../contract/speaker.ts';
import type { HeardSpeaker } from '../../../contract/speakers.ts';
import { missing } from '../../../rpc/errors.ts';
import type { ReadableDb } from '../../../storage/database.ts';

interface StoredSpeaker {
  id: string;
  meeting_id: string;
  name: string;
  number: number | null;
  colour: number;
  track: Speaker['track'];
}

const select = `
  SELECT speakers.id, meetings.id AS meeting_id, name, number, colour, track
  FROM speakers JOIN meetings ON meetings.seq = speakers.meeting_seq`;

const toSpeaker = (row: StoredSpeaker): Speaker => ({
  id: row.id,
  meetingId: row.meeting_id,
  name: row.name,
  number: row.number,
  colour: row.colour,
  track: row.track,
});

/** Those of tracks first, then as they were counted. */
export function speakersOf(db: ReadableDb, meetingId: string): Speaker[] {
  return db
    .all<StoredSpeaker>(
      `${select} WHERE meetings.id = ? ORDER BY track IS NULL, track, number, speakers.id`,
      meetingId,
    )
    .map(toSpeaker);
}

export function getSpeaker(db: ReadableDb, id: string): Speaker {
  const row = db.get<StoredSpeaker>(`${select} WHERE speakers.id = ?`, id);
  if (!row) throw missing('speaker', id);
  return toSpeaker(row);
}

/** With what each one says in the transcript that is shown. */
export function heardSpeakers(db: ReadableDb, meetingId: string): HeardSpeaker[] {
  const said = db.all<{ speaker_id: string | null; talk_ms: number; words: number }>(
    `SELECT speaker_id, sum(end_ms - start_ms) AS talk_ms, sum(json_array_length(words)) AS words
     FROM segments WHERE transcript_id = (
       SELECT transcripts.id FROM transcripts JOIN meetings ON seq = meeting_seq WHERE meetings.id = ? AND is_chosen = 1)
     GROUP BY speaker_id`,
    meetingId,
  );
  const total = said.reduce((sum, { talk_ms }) => sum + talk_ms, 0);
  const bySpeaker = new Map(said.map((own) => [own.speaker_id, own]));
  return speakersOf(db, meetingId).map((speaker) => {
    const { talk_ms: talkMs = 0, words = 0 } = bySpeaker.get(speaker.id) ?? {};
    return { ...speaker, talkMs, share: total > 0 ? talkMs / total : 0, words };
  });
}
