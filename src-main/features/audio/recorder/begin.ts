import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Recording } from '../../../contract/recorder.ts';
import { writeAbout } from '../about.ts';
import { saveAudio } from '../queries.ts';
import { checkQuota, checkRoom } from '../room.ts';
import type { RecorderParts } from './parts.ts';
import { begunRow } from './rows.ts';
import { createWavFile } from './wav-file.ts';

/** Room for the first minutes; from then on the session looks by itself. */
const ROOM_AT_START = 50 * 1024 * 1024;

type Format = Pick<Recording, 'tracks' | 'sampleRate'>;

/** File before row, and both before the answer: what is recorded always has a row that knows of it. */
export function beginRecording(
  { library, media, settings, createMeeting }: RecorderParts,
  draft: { title: string; folderId: string | null },
  { tracks, sampleRate }: Format,
): string {
  const meetingId = randomUUID();
  const startedAt = Date.now();
  const folder = media.begin(meetingId);
  let isSettled = false;
  try {
    checkRoom(folder, ROOM_AT_START, settings());
    checkQuota(library.db, ROOM_AT_START, settings());
    createWavFile(join(folder, 'sound'), { channels: tracks.length, sampleRate });
    const recording = { tracks, sampleRate };
    writeAbout(folder, { title: draft.title, startedAt, sha256: null, isCompressed: false, recording });
    media.settle(meetingId);
    isSettled = true;
    library.db.transaction(() => {
      createMeeting({ id: meetingId, startedAt, ...draft });
      saveAudio(library.db, begunRow({ meetingId, tracks, sampleRate }));
    });
  } catch (error) {
    if (isSettled) media.remove(meetingId);
    else media.abandon(meetingId);
    throw error;
  }
  return meetingId;
}
