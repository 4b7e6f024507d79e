import type { Audio } from '../../contract/audio.ts';
import { AppError, missing } from '../../rpc/errors.ts';
import type { Db, ReadableDb } from '../../storage/database.ts';

interface StoredAudio {
  id: string;
  state: Audio['state'];
  source: Audio['source'];
  sha256: string | null;
  bytes: number;
  container: string;
  tracks: string;
  track: number | null;
  is_two_track: number;
  duration_ms: number | null;
  loudness: number | null;
  is_damaged: number;
  is_compressed: number;
  played: 'sound' | 'play';
  position_ms: number;
}

/** The row as the program works with it: all that others see, and what is the library's own business. */
export interface KnownAudio extends Audio {
  sha256: string | null;
  played: 'sound' | 'play';
}

const select = `
  SELECT meetings.id, audio.* FROM audio JOIN meetings ON meetings.seq = audio.meeting_seq`;

const toAudio = (row: StoredAudio): KnownAudio => ({
  meetingId: row.id,
  state: row.state,
  source: row.source,
  durationMs: row.duration_ms,
  bytes: row.bytes,
  container: row.container,
  tracks: JSON.parse(row.tracks) as Audio['tracks'],
  track: row.track,
  isTwoTrack: row.is_two_track === 1,
  loudness: row.loudness,
  isDamaged: row.is_damaged === 1,
  isCompressed: row.is_compressed === 1,
  positionMs: row.position_ms,
  sha256: row.sha256,
  played: row.played,
});

export function findAudio(db: ReadableDb, meetingId: string): KnownAudio | undefined {
  const row = db.get<StoredAudio>(`${select} WHERE meetings.id = ?`, meetingId);
  return row && toAudio(row);
}

export function getAudio(db: ReadableDb, meetingId: string): KnownAudio {
  const found = findAudio(db, meetingId);
  if (!found)
    throw new AppError('not_found', 'This meeting has no sound.', { missing: [meetingId], count: 1 });
  return found;
}

/** Those that are in the given state, such as recordings that a crash cut off. */
export function audioInState(db: ReadableDb, state: Audio['state']): KnownAudio[] {
  return db.all<StoredAudio>(`${select} WHERE audio.state = ? ORDER BY meetings.seq`, state).map(toAudio);
}

/** Sounds that could be kept but not measured, and those that are silent. */
export function unmeasured(db: ReadableDb): KnownAudio[] {
  return db
    .all<StoredAudio>(
      `${select}
       WHERE audio.state = 'ready' AND (audio.source = 'recorded' OR audio.container = '') AND audio.loudness IS NULL AND audio.is_damaged = 0`,
    )
    .map(toAudio);
}

/** All ids that the library knows among these. */
export function knownMeetings(db: ReadableDb, ids: readonly string[]): Set<string> {
  const rows = db.all<{ id: string }>(
    'SELECT id FROM meetings WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  );
  return new Set(rows.map(({ id }) => id));
}

/** What all of them take, but for one that is still being recorded. */
export function bytesOfSounds(db: ReadableDb): number {
  const row = db.get<{ bytes: number }>(
    `SELECT coalesce(sum(bytes), 0) AS bytes FROM audio WHERE state <> 'recording'`,
  );
  return row?.bytes ?? 0;
}

/** A meeting outside the trash, or else in it, that has the very same sound. */
export function meetingWithSound(db: ReadableDb, sha256: string): string | undefined {
  return db.get<{ id: string }>(
    `SELECT meetings.id FROM audio JOIN meetings ON meetings.seq = audio.meeting_seq
     WHERE audio.sha256 = ? AND audio.state <> 'removed'
     ORDER BY meetings.trashed_at IS NOT NULL, meetings.seq LIMIT 1`,
    sha256,
  )?.id;
}

/** What others see of it. */
export function toPublic({ sha256, played, ...audio }: KnownAudio): Audio {
  return audio;
}

/** Writes the row of a meeting, whether it has one or not. */
export function saveAudio(db: Db, audio: KnownAudio): void {
  const changed = db.run(
    `INSERT INTO audio
       (meeting_seq, state, source, sha256, bytes, container, tracks, track, is_two_track, duration_ms,
        loudness, is_damaged, is_compressed, played, position_ms)
     SELECT seq, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM meetings WHERE id = ?
     ON CONFLICT (meeting_seq) DO UPDATE SET
       state = excluded.state, sha256 = excluded.sha256, bytes = excluded.bytes,
       container = excluded.container, tracks = excluded.tracks, track = excluded.track,
       is_two_track = excluded.is_two_track, duration_ms = excluded.duration_ms,
       loudness = excluded.loudness, is_damaged = excluded.is_damaged,
       is_compressed = excluded.is_compressed, played = excluded.played, position_ms = excluded.position_ms`,
    audio.state,
    audio.source,
    audio.sha256,
    audio.bytes,
    audio.container,
    JSON.stringify(audio.tracks),
    audio.track,
    Number(audio.isTwoTrack),
    audio.durationMs,
    audio.loudness,
    Number(audio.isDamaged),
    Number(audio.isCompressed),
    audio.played,
    audio.positionMs,
    audio.meetingId,
  );
  if (changed !== 1) throw missing('meeting', audio.meetingId);
}

/** The meeting stays, as one without sound. */
export function forgetAudio(db: Db, meetingId: string): void {
  db.run('DELETE FROM audio WHERE meeting_seq = (SELECT seq FROM meetings WHERE id = ?)', meetingId);
}
