import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AllHandlers } from '../../../contract/index.ts';
import type { LogSentence } from '../../../contract/logs.ts';
import type { NewMeeting } from '../../../contract/meetings.ts';
import type { Recording, RecordingEnd } from '../../../contract/recorder.ts';
import { AppError, wrapError } from '../../../rpc/errors.ts';
import { originOf, type Logger } from '../../../storage/log-files.ts';
import type { AudioParts } from '../handlers.ts';
import { checkRoom } from '../process.ts';
import { findAudio, forgetAudio, getAudio, saveAudio, toPublic } from '../queries.ts';
import { begunRow, endedRow, formatOf } from './rows.ts';
import { openSession, type Session } from './session.ts';
import { createWavFile, isWavFile } from './wav-file.ts';

export interface RecorderParts extends AudioParts {
  log: Logger<LogSentence>;
  createMeeting(draft: NewMeeting & { id: string }): void;
  /** Measures what was recorded, in its own time. */
  finish(meetingId: string): Promise<void>;
  /** Waits until nothing measures it any more. */
  leaveAlone(meetingId: string): Promise<void>;
  graceMs: number;
}

/** Room for the first minutes; from then on the session looks by itself. */
const ROOM_AT_START = 50 * 1024 * 1024;
const RETRY_MS = 2000;

const underWay = (count: number) =>
  new AppError('recording_under_way', 'A recording is under way. It has to be stopped first.', { count });

export function createRecorder(parts: RecorderParts) {
  const { library, media, emit, settings, announceMeeting, log } = parts;
  const sessions = new Map<string, Session>();
  /** Stopped by a person since this process started: a window that was away then is told so. */
  const stopped = new Set<string>();
  const retries = new Set<NodeJS.Timeout>();

  function find(meetingId: string): Session {
    const session = sessions.get(meetingId);
    if (!session) {
      throw new AppError('not_found', 'This recording is not under way.', { missing: [meetingId], count: 1 });
    }
    return session;
  }
  function tell(meetingId: string): Recording {
    const { status } = find(meetingId);
    emit('recorder.changed', status);
    return status;
  }

  function open(begun: Pick<Recording, 'meetingId' | 'tracks' | 'sampleRate'>): void {
    const { meetingId } = begun;
    const session = openSession(media.file(meetingId, 'sound'), begun, {
      settings,
      graceMs: parts.graceMs,
      onChange: () => tell(meetingId),
      onGone: () => end(meetingId, 'window_gone'),
      onSyncFailed: (error) => {
        endFor(meetingId, error);
      },
    });
    sessions.set(meetingId, session);
  }

  /** The row says that it has ended. On a full disk that may have to wait; the next start would do it too. */
  function settle(meetingId: string, { frames, tracks, sampleRate }: Recording): void {
    try {
      const audio = findAudio(library.db, meetingId);
      if (audio?.state !== 'recording') return;
      if (frames === 0) {
        forgetAudio(library.db, meetingId);
        media.remove(meetingId);
      } else {
        const ended = endedRow(audio, frames, { channels: tracks.length, sampleRate });
        saveAudio(library.db, ended);
        emit('audio.changed', toPublic(ended));
      }
      announceMeeting(meetingId);
    } catch (error) {
      log.error('a recording could not be closed', { stack: originOf(error) });
      const retry = setTimeout(() => {
        retries.delete(retry);
        if (sessions.has(meetingId)) return;
        settle(meetingId, { meetingId, state: 'recording', tracks, sampleRate, frames, durationMs: 0 });
        if (frames > 0) void parts.finish(meetingId);
      }, RETRY_MS);
      retries.add(retry);
    }
  }

  /** Closes the file and makes the recording a meeting like any other, whatever ended it. */
  function end(meetingId: string, reason: RecordingEnd): number {
    const session = find(meetingId);
    const { status } = session;
    sessions.delete(meetingId);
    if (reason === 'stopped') stopped.add(meetingId);
    try {
      session.close();
    } catch (error) {
      // The header may be behind. The samples are there, and whoever opens the file next mends it.
      log.error('a recording could not be closed', { stack: originOf(error) });
    }
    settle(meetingId, status);
    emit('recorder.ended', { meetingId, reason });
    if (reason !== 'closing' && status.frames > 0) void parts.finish(meetingId);
    return status.durationMs;
  }

  function endFor(meetingId: string, error: unknown): void {
    const { code } = wrapError(error);
    if (!sessions.has(meetingId)) return;
    end(meetingId, code === 'too_long' || code === 'disk_full' ? code : 'failed');
  }

  /** File before row, and both before the answer: what is recorded always has a row that knows of it. */
  function begin(
    draft: { title: string; folderId: string | null },
    tracks: Recording['tracks'],
    rate: number,
  ) {
    const meetingId = randomUUID();
    const folder = media.begin(meetingId);
    let isSettled = false;
    try {
      checkRoom(folder, ROOM_AT_START, settings());
      createWavFile(join(folder, 'sound'), { channels: tracks.length, sampleRate: rate });
      media.settle(meetingId);
      isSettled = true;
      library.db.transaction(() => {
        parts.createMeeting({ id: meetingId, ...draft });
        saveAudio(library.db, begunRow({ meetingId, tracks, sampleRate: rate }));
      });
    } catch (error) {
      if (isSettled) media.remove(meetingId);
      else media.abandon(meetingId);
      throw error;
    }
    return meetingId;
  }

  const handlers: AllHandlers['recorder'] = {
    start({ title, tracks: asked, sampleRate, folderId }) {
      if (sessions.size > 0) throw underWay(sessions.size);
      if (new Set(asked).size !== asked.length) {
        throw new AppError('invalid_input', 'The input is not valid: “tracks” expected each track once.', {
          path: 'tracks',
        });
      }
      // The microphone is always left.
      const tracks = [...asked].sort();
      const meetingId = begin({ title, folderId }, tracks, sampleRate);
      open({ meetingId, tracks, sampleRate });
      announceMeeting(meetingId, true);
      return tell(meetingId);
    },
    async rejoin({ meetingId, tracks: asked, sampleRate }) {
      const wasStopped = stopped.has(meetingId);
      const running = sessions.get(meetingId);
      if (running) return { recording: running.status, wasStopped };
      if (sessions.size > 0) throw underWay(sessions.size);
      const audio = getAudio(library.db, meetingId);
      const format = formatOf(audio);
      const tracks = [...asked].sort();
      const refuse = () => new AppError('conflict', 'Nothing more can be added to this recording.');
      if (audio.state === 'removed' || format?.channels !== tracks.length || format.sampleRate !== sampleRate)
        throw refuse();
      saveAudio(library.db, { ...audio, state: 'recording' });
      await parts.leaveAlone(meetingId);
      try {
        if (!isWavFile(media.file(meetingId, 'sound'), format)) throw refuse();
        if (!sessions.has(meetingId)) open({ meetingId, tracks, sampleRate });
      } catch (error) {
        saveAudio(library.db, { ...audio, state: 'working' });
        void parts.finish(meetingId);
        throw error;
      }
      announceMeeting(meetingId);
      return { recording: tell(meetingId), wasStopped };
    },
    async hold({ meetingId }, { signal }) {
      await find(meetingId).hold(signal);
      return {};
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
      session.pause();
      return session.status;
    },
    resume({ meetingId }) {
      const session = find(meetingId);
      session.resume();
      return session.status;
    },
    stop: ({ meetingId }) => ({ meetingId, durationMs: end(meetingId, 'stopped') }),
    list: () => ({ recordings: [...sessions.values()].map(({ status }) => status) }),
  };

  return {
    handlers,
    isRecording: (meetingId: string) => sessions.has(meetingId),
    /** Throws where one of these is being recorded; without ids, where anything is. */
    mustRest(ids?: readonly string[]): void {
      const count = ids ? ids.filter((id) => sessions.has(id)).length : sessions.size;
      if (count > 0) throw underWay(count);
    },
    close(): void {
      for (const id of [...sessions.keys()]) end(id, 'closing');
      for (const retry of retries) clearTimeout(retry);
    },
  };
}
