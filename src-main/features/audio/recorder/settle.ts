import type { Recording } from '../../../contract/recorder.ts';
import { originOf } from '../../../storage/log-files.ts';
import { findAudio, forgetAudio, saveAudio, toPublic } from '../queries.ts';
import type { RecorderParts } from './parts.ts';
import { endedRow } from './rows.ts';

const RETRY_MS = 2000;

/** Writes down that a recording has ended. On a full disk that may have to wait; the next start would do it too. */
export function createSettling(parts: RecorderParts, isUnderWay: (meetingId: string) => boolean) {
  const { library, media, emit, announceMeeting, finish, log } = parts;
  const retries = new Set<NodeJS.Timeout>();

  function write({ meetingId, frames, tracks, sampleRate }: Recording): void {
    const audio = findAudio(library.db, meetingId);
    // Deleted for good, or a window has gone on with it, in the meantime.
    if (audio?.state !== 'recording' || isUnderWay(meetingId)) return;
    if (frames === 0) {
      forgetAudio(library.db, meetingId);
      media.remove(meetingId);
    } else {
      const ended = endedRow(audio, frames, { channels: tracks.length, sampleRate });
      saveAudio(library.db, ended);
      emit('audio.changed', toPublic(ended));
      void finish(meetingId);
    }
    announceMeeting(meetingId);
  }
  function settle(recording: Recording): void {
    try {
      write(recording);
    } catch (error) {
      log.error('a recording could not be closed', { stack: originOf(error) });
      const retry = setTimeout(() => {
        retries.delete(retry);
        settle(recording);
      }, RETRY_MS);
      retries.add(retry);
    }
  }

  return {
    settle,
    close(): void {
      for (const retry of retries) clearTimeout(retry);
    },
  };
}
