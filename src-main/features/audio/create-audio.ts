import type { NewMeeting } from '../../contract/meetings.ts';
import type { AllHandlers } from '../../contract/index.ts';
import type { LogSentence } from '../../contract/logs.ts';
import { originOf, type Logger } from '../../storage/log-files.ts';
import { audioHandlers, playedFile, type AudioParts, type PlayedFile } from './handlers.ts';
import { createImports } from './imports/handlers.ts';
import { createLinks } from './links.ts';
import { findAudio } from './queries.ts';
import { finishSound, recoverSounds } from './recover.ts';
import { createRecorder } from './recorder/handlers.ts';

export interface AudioFeature {
  handlers: Pick<AllHandlers, 'audio' | 'imports' | 'recorder'>;
  /** Takes the files of meetings out of sight before their rows go. */
  moveOut(ids: readonly string[]): { finish(): void; restore(): void };
  /** Throws where one of these meetings is being recorded; without ids, where any is. */
  mustRest(ids?: readonly string[]): void;
  media(path: string): PlayedFile | undefined;
  /** Mends and finishes what a crash or a restore left undone. */
  recover(): void;
  close(): Promise<void>;
}

type Outside = Omit<AudioParts, 'links'> & {
  home: string;
  log: Logger<LogSentence>;
  graceMs: number;
  createMeeting(draft: NewMeeting & { id: string }): void;
};

/** Everything about sound: importing it, recording it, measuring it and handing it to players. */
export function createAudio(outside: Outside): AudioFeature {
  const { library, media, log, home, createMeeting } = outside;
  const links = createLinks();
  const parts = { ...outside, links };
  const closing = new AbortController();
  let finishing = Promise.resolve();
  let current: { meetingId: string; stop: AbortController } | undefined;

  async function finishOne(meetingId: string): Promise<void> {
    if (closing.signal.aborted) return;
    const stop = new AbortController();
    const signal = AbortSignal.any([closing.signal, stop.signal]);
    current = { meetingId, stop };
    try {
      await finishSound(parts, meetingId, signal);
    } catch (error) {
      if (!signal.aborted) log.error('a sound could not be measured', { stack: originOf(error) });
    } finally {
      current = undefined;
    }
  }

  /** One after another, in their own time. What fails is tried again with the next start. */
  function finish(meetingId: string): Promise<void> {
    finishing = finishing.then(() => finishOne(meetingId));
    return finishing;
  }

  async function leaveAlone(meetingId: string): Promise<void> {
    if (current?.meetingId !== meetingId) return;
    current.stop.abort();
    await finishing;
  }

  const imports = createImports(parts, home);
  const recorder = createRecorder({ ...parts, finish, leaveAlone });

  return {
    handlers: { audio: audioHandlers(parts), imports: imports.handlers, recorder: recorder.handlers },
    moveOut(ids) {
      recorder.mustRest(ids);
      const moved = media.moveOut(ids);
      return {
        restore: moved.restore,
        finish() {
          moved.finish();
          for (const id of ids) links.forget(id);
        },
      };
    },
    mustRest: recorder.mustRest,
    media(path) {
      const meetingId = links.meetingOf(path);
      const audio = meetingId === undefined ? undefined : findAudio(library.db, meetingId);
      return audio?.state === 'ready' ? playedFile(media, audio) : undefined;
    },
    recover() {
      try {
        const waiting = recoverSounds(parts, createMeeting, recorder, log);
        for (const id of waiting) void finish(id);
      } catch (error) {
        // On a full disk, say: the library opens even so, and the next start tries again.
        log.error('a recording could not be mended', { stack: originOf(error) });
      }
    },
    async close() {
      recorder.close();
      closing.abort();
      await Promise.all([imports.close(), finishing]);
    },
  };
}
