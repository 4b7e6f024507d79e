import { randomUUID } from 'node:crypto';
import type { Track } from '../../../contract/speaker.ts';
import type { Db, ReadableDb } from '../../../storage/database.ts';
import type { Span } from '../pipeline/types.ts';

interface Said extends Span {
  speakerId: string | null;
}

/** Who says most within a span, and for how long. */
export function mostHeard(
  said: readonly Said[],
  { startMs, endMs }: Span,
): { id: string; ms: number } | undefined {
  const heard = new Map<string, number>();
  for (const { speakerId, ...span } of said) {
    const ms = Math.min(span.endMs, endMs) - Math.max(span.startMs, startMs);
    if (speakerId !== null && ms > 0) heard.set(speakerId, (heard.get(speakerId) ?? 0) + ms);
  }
  const [most] = [...heard].sort(([, one], [, other]) => other - one);
  return most && { id: most[0], ms: most[1] };
}

/**
 * Who says a new segment: who spoke then by the version that is shown, so that names outlive a new transcription;
 * else whose track of the recording is the louder one; else nobody knows.
 */
export function speakerFor(db: Db, transcriptId: string, span: Span, track: Track | null): string | null {
  const known = mostHeard(saidBefore(db, transcriptId, span), span);
  if (known && known.ms * 2 >= span.endMs - span.startMs) return known.id;
  return track && speakerOfTrack(db, transcriptId, track);
}

const saidBefore = (db: ReadableDb, transcriptId: string, { startMs, endMs }: Span) =>
  db.all<Said>(
    `SELECT speaker_id AS speakerId, start_ms AS startMs, end_ms AS endMs FROM segments
     WHERE transcript_id = (
       SELECT shown.id FROM transcripts AS own JOIN transcripts AS shown USING (meeting_seq)
       WHERE own.id = ? AND shown.is_chosen = 1 AND shown.id <> own.id)
     AND start_ms < ? AND end_ms > ?`,
    ...[transcriptId, endMs, startMs],
  );

const colours: Record<Track, number> = { microphone: 0, system: 1 };

function speakerOfTrack(db: Db, transcriptId: string, track: Track): string | null {
  db.run(
    `INSERT INTO speakers (id, meeting_seq, name, name_key, colour, track)
     SELECT ?, meeting_seq, '', '', ?, ? FROM transcripts WHERE id = ?
     ON CONFLICT (meeting_seq, track) WHERE track IS NOT NULL DO NOTHING`,
    ...[randomUUID(), colours[track], track, transcriptId],
  );
  const row = db.get<{ id: string }>(
    'SELECT id FROM speakers WHERE track = ? AND meeting_seq = (SELECT meeting_seq FROM transcripts WHERE id = ?)',
    ...[track, transcriptId],
  );
  return row?.id ?? null;
}
