import { randomUUID } from 'node:crypto';
import type { AllHandlers } from '../../../contract/index.ts';
import type { NewMeeting } from '../../../contract/meetings.ts';
import { AppError, wrapError } from '../../../rpc/errors.ts';
import type { AudioParts } from '../handlers.ts';
import { checkRoom } from '../process.ts';
import { findAudio, saveAudio } from '../queries.ts';
import { openSession, type Session } from './session.ts';

export interface RecorderParts extends AudioParts {
  createMeeting(draft: NewMeeting & { id: string }): void;
  /** Measures what was recorded, in its own time. */
  finish(meetingId: string): Promise<void>;
  /** How long a window that is gone may take to come back. */
  graceMs: number;
}

type EndReason = 'stopped' | 'window_gone' | 'disk_full' | 'too_long' | 'closing';

/** Room for the first minutes; from then on the session looks by itself. */
const ROOM_AT_START = 50 * 1024 * 1024;

export function createRecorder(parts: RecorderParts) {
  const { library, media, emit, settings, announceMeeting } = parts;
  const sessions = new Map<string, Session>();
  const holders = new Map<string, number>();
  const graces = new Map<string, NodeJS.Timeout>();

  function find(meetingId: string): Session {
    const session = sessions.get(meetingId);
    if (!session) {
      throw new AppError('not_found', 'This recording is not under way.', { missing: [meetingId], count: 1 });
    }
    return session;
  }
  const tell = (session: Session) => {
    emit('recorder.changed', session.status);
    return session.status;
  };

  /** Closes the file and makes the recording a meeting like any other, whatever ended it. */
  function end(meetingId: string, reason: EndReason): number {
    const session = find(meetingId);
    clearTimeout(graces.get(meetingId));
    graces.delete(meetingId);
    session.set('finishing');
    sessions.delete(meetingId);
    const { durationMs, frames, tracks } = session.status;
    try {
      session.close();
    } catch (error) {
      // On a full disk the header may be behind; the next start mends it. The samples are there.
      if (wrapError(error).code !== 'disk_full') throw error;
    }
    const audio = findAudio(library.db, meetingId);
    if (audio) {
      saveAudio(library.db, {
        ...audio,
        state: 'working',
        durationMs,
        bytes: 80 + frames * tracks.length * 2,
      });
      announceMeeting(meetingId);
    }
    emit('recorder.ended', { meetingId, reason });
    if (reason !== 'closing') void parts.finish(meetingId);
    return durationMs;
  }

  function endFor(meetingId: string, error: unknown): void {
    const { code } = wrapError(error);
    if (sessions.has(meetingId)) end(meetingId, code === 'too_long' ? 'too_long' : 'disk_full');
  }

  const handlers: AllHandlers['recorder'] = {
    start({ title, tracks, sampleRate, folderId }) {
      if (sessions.size > 0)
        throw new AppError('conflict', 'A recording is under way already.', { count: sessions.size });
      if (new Set(tracks).size !== tracks.length) {
        throw new AppError('invalid_input', 'The input is not valid: “tracks” expected each track once.', {
          path: 'tracks',
        });
      }
      const meetingId = randomUUID();
      const folder = media.begin(meetingId);
      try {
        checkRoom(folder, ROOM_AT_START, settings());
        media.settle(meetingId);
        library.db.transaction(() => {
          parts.createMeeting({ id: meetingId, title, folderId });
          saveAudio(library.db, {
            meetingId,
            state: 'recording',
            source: 'recorded',
            durationMs: null,
            bytes: 0,
            container: 'wav',
            tracks: [],
            track: null,
            isTwoTrack: tracks.length === 2,
            loudness: null,
            isDamaged: false,
            isCompressed: false,
            positionMs: 0,
            sha256: null,
            played: 'sound',
          });
        });
        const session = openSession(
          media.file(meetingId, 'sound'),
          // The microphone is always left.
          { meetingId, tracks: [...tracks].sort(), sampleRate },
          settings,
          (error) => {
            endFor(meetingId, error);
          },
        );
        sessions.set(meetingId, session);
        announceMeeting(meetingId);
        return tell(session);
      } catch (error) {
        media.abandon(meetingId);
        throw error;
      }
    },
    hold({ meetingId }, { signal }) {
      const session = find(meetingId);
      clearTimeout(graces.get(meetingId));
      holders.set(meetingId, (holders.get(meetingId) ?? 0) + 1);
      if (session.status.state === 'lost') {
        session.set('recording');
        tell(session);
      }
      return new Promise((resolve) => {
        const leave = () => {
          const others = (holders.get(meetingId) ?? 1) - 1;
          holders.set(meetingId, others);
          if (others === 0 && sessions.has(meetingId)) {
            session.set('lost');
            tell(session);
            const grace = setTimeout(() => {
              if (sessions.has(meetingId)) end(meetingId, 'window_gone');
            }, parts.graceMs);
            graces.set(meetingId, grace);
          }
          resolve({});
        };
        if (signal.aborted) leave();
        else signal.addEventListener('abort', leave, { once: true });
      });
    },
    append({ meetingId, frame, data }) {
      const session = find(meetingId);
      try {
        return { frames: session.append(frame, data) };
      } catch (error) {
        const { code } = wrapError(error);
        if (code !== 'conflict' && code !== 'invalid_input') endFor(meetingId, error);
        throw error;
      }
    },
    pause({ meetingId }) {
      const session = find(meetingId);
      session.set('paused');
      return tell(session);
    },
    resume({ meetingId }) {
      const session = find(meetingId);
      session.set('recording');
      return tell(session);
    },
    stop: ({ meetingId }) => ({ meetingId, durationMs: end(meetingId, 'stopped') }),
    list: () => ({ recordings: [...sessions.values()].map(({ status }) => status) }),
  };

  return {
    handlers,
    isRecording: (meetingId: string) => sessions.has(meetingId),
    close(): void {
      for (const id of [...sessions.keys()]) end(id, 'closing');
    },
  };
}
