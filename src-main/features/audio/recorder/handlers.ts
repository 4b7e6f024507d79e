import { dirname } from 'node:path';
import type { AllHandlers } from '../../../contract/index.ts';
import type { Recording, RecordingEnd } from '../../../contract/recorder.ts';
import { AppError, wrapError } from '../../../rpc/errors.ts';
import { originOf } from '../../../storage/log-files.ts';
import { getAudio, saveAudio, toPublic, type KnownAudio } from '../queries.ts';
import { checkQuota, checkRoom } from '../room.ts';
import { beginRecording } from './begin.ts';
import { createEndings } from './endings.ts';
import type { RecorderParts } from './parts.ts';
import { formatOf } from './rows.ts';
import { openSession, type Session } from './session.ts';
import { createSettling } from './settle.ts';
import { isWavFile } from './wav-file.ts';

/** Limits that end a recording, each with a reason of its own. */
const limits: readonly RecordingEnd[] = ['too_long', 'disk_full', 'library_full'];

const nothingMore = () => new AppError('conflict', 'Nothing more can be added to this recording.');

export function createRecorder(parts: RecorderParts) {
  const { library, media, emit, settings, announceMeeting, log } = parts;
  /** One at a time. */
  let current: Session | undefined;
  /** Stopped by a person since this process started: a window that was away then is told so. */
  const stopped = new Set<string>();
  const isRecording = (meetingId: string) => current?.status.meetingId === meetingId;
  const endings = createEndings(emit);
  const { settle, close: endRetries } = createSettling(parts, isRecording);

  function find(meetingId: string): Session {
    if (current?.status.meetingId === meetingId) return current;
    throw new AppError('not_found', 'This recording is not under way.', { missing: [meetingId], count: 1 });
  }
  /** Throws where one of these is being recorded; without ids, where anything is. */
  function mustRest(ids?: readonly string[]): void {
    if (!current || (ids && !ids.some(isRecording))) return;
    throw new AppError('recording_under_way', 'A recording is under way. It has to be stopped first.', {
      count: 1,
    });
  }
  function tell(): Recording {
    if (!current) throw new Error('There is nothing to tell of.');
    emit('recorder.changed', current.status);
    return current.status;
  }

  function open(begun: Pick<Recording, 'meetingId' | 'tracks' | 'sampleRate'>): void {
    const path = media.file(begun.meetingId, 'sound');
    const session = openSession(path, begun, {
      settings,
      checkRoom(added, bytes) {
        checkRoom(dirname(path), added, settings());
        checkQuota(library.db, bytes, settings());
      },
      graceMs: parts.graceMs,
      onChange: tell,
      onSound: (frame, data) => {
        parts.onSound(session.status, frame, data);
      },
      onGone: () => end(session, 'window_gone'),
      onSyncFailed: (error) => {
        endFor(session, error);
      },
    });
    current = session;
  }

  /** Closes the file and makes the recording a meeting like any other, whatever ended it. */
  function end(session: Session, reason: RecordingEnd): Recording {
    const { status } = session;
    const { meetingId, durationMs } = status;
    current = undefined;
    if (reason === 'stopped') stopped.add(meetingId);
    try {
      session.close();
    } catch (error) {
      // The header may be behind. The samples are there, and whoever opens the file next mends it.
      log.error('a recording could not be closed', { stack: originOf(error) });
    }
    settle(status);
    endings.add({ meetingId, reason, durationMs });
    return status;
  }

  function endFor(session: Session, error: unknown): void {
    const { code } = wrapError(error);
    if (session === current) end(session, limits.find((limit) => limit === code) ?? 'failed');
  }

  const handlers: AllHandlers['recorder'] = {
    start({ title, tracks: asked, sampleRate, folderId }) {
      mustRest();
      if (new Set(asked).size !== asked.length) {
        throw new AppError('invalid_input', 'The input is not valid: “tracks” expected each track once.', {
          path: 'tracks',
        });
      }
      // The microphone is always left.
      const tracks = [...asked].sort();
      const meetingId = beginRecording(parts, { title, folderId }, { tracks, sampleRate });
      open({ meetingId, tracks, sampleRate });
      announceMeeting(meetingId, true);
      return tell();
    },
    async rejoin({ meetingId, tracks: asked, sampleRate }) {
      const wasStopped = stopped.has(meetingId);
      if (current && isRecording(meetingId))
        return { recording: current.status, wasStopped, isHeld: current.isHeld };
      mustRest();
      const audio = getAudio(library.db, meetingId);
      const format = formatOf(audio);
      const tracks = [...asked].sort();
      if (audio.state === 'removed' || format?.channels !== tracks.length || format.sampleRate !== sampleRate)
        throw nothingMore();
      saveAudio(library.db, { ...audio, state: 'recording', durationMs: null });
      await parts.leaveAlone(meetingId);
      try {
        if (!isWavFile(media.file(meetingId, 'sound'), format)) throw nothingMore();
        // Another window may have been quicker, with this recording or with one of its own.
        if (!isRecording(meetingId)) {
          mustRest();
          open({ meetingId, tracks, sampleRate });
        }
      } catch (error) {
        saveAudio(library.db, { ...audio, state: 'working' });
        void parts.finish(meetingId);
        throw error;
      }
      endings.takeNote(meetingId);
      announceMeeting(meetingId);
      // Windows may have seen it as a sound that is ready to be played.
      emit('audio.changed', toPublic(getAudio(library.db, meetingId)));
      return { recording: tell(), wasStopped, isHeld: false };
    },
    hold: async ({ meetingId }, { signal }) => ({ isTaken: await find(meetingId).hold(signal) }),
    append({ meetingId, frame, data }) {
      const session = find(meetingId);
      try {
        return { frames: session.append(frame, data) };
      } catch (error) {
        const { code } = wrapError(error);
        if (code !== 'conflict' && code !== 'invalid_input') endFor(session, error);
        throw error;
      }
    },
    pause({ meetingId }) {
      const session = find(meetingId);
      session.pause();
      return session.status;
    },
    resume({ meetingId }) {
      const session = find(meetingId);
      session.resume();
      return session.status;
    },
    stop({ meetingId }) {
      const { durationMs } = end(find(meetingId), 'stopped');
      return { meetingId, durationMs };
    },
    list: () => ({ recordings: current ? [current.status] : [], endings: endings.list() }),
    takeNote({ meetingId }) {
      endings.takeNote(meetingId);
      return {};
    },
  };

  return {
    handlers,
    /** A crash had cut it off. */
    found: ({ meetingId, durationMs }: KnownAudio): void => {
      endings.add({ meetingId, reason: 'crashed', durationMs: durationMs ?? 0 });
    },
    mustRest,
    close(): void {
      if (current) end(current, 'closing');
      endRetries();
    },
  };
}
