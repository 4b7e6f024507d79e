import type { NewMeeting } from '../../contract/meetings.ts';
import type { AllHandlers } from '../../contract/index.ts';
import type { LogSentence } from '../../contract/logs.ts';
import { AppError } from '../../rpc/errors.ts';
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

  /** One after another, in their own time. What fails is tried again with the next start. */
  function finish(meetingId: string): Promise<void> {
    finishing = finishing
      .then(() => (closing.signal.aborted ? undefined : finishSound(parts, meetingId, closing.signal)))
      .catch((error: unknown) => {
        if (!closing.signal.aborted) log.error('a sound could not be measured', { stack: originOf(error) });
      });
    return finishing;
  }

  const imports = createImports(parts, home);
  const recorder = createRecorder({ ...parts, finish });

  return {
    handlers: { audio: audioHandlers(parts), imports: imports.handlers, recorder: recorder.handlers },
    moveOut(ids) {
      if (ids.some((id) => recorder.isRecording(id))) {
        throw new AppError('conflict', 'A meeting that is being recorded can not be deleted.');
      }
      const moved = media.moveOut(ids);
      return {
        restore: moved.restore,
        finish() {
          moved.finish();
          for (const id of ids) links.forget(id);
        },
      };
    },
    media(path) {
      const meetingId = links.meetingOf(path);
      const audio = meetingId === undefined ? undefined : findAudio(library.db, meetingId);
      return audio?.state === 'ready' ? playedFile(media, audio) : undefined;
    },
    recover() {
      const waiting = recoverSounds(parts, createMeeting, recorder.isRecording, log);
      for (const id of waiting) void finish(id);
    },
    async close() {
      recorder.close();
      closing.abort();
      await Promise.all([imports.close(), finishing]);
    },
  };
}
