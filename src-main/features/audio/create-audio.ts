import type { NewMeeting } from '../../contract/meetings.ts';
import type { AllHandlers } from '../../contract/index.ts';
import type { Recording } from '../../contract/recorder.ts';
import { originOf } from '../../storage/log-files.ts';
import { audioHandlers, playedFile, type AudioParts, type PlayedFile } from './handlers.ts';
import { createImports } from './imports/handlers.ts';
import type { ImportParts } from './imports/job.ts';
import { createLinks } from './links.ts';
import { findAudio } from './queries.ts';
import { findUnfinished, finishSound, recoverSounds } from './recover.ts';
import { createRecorder } from './recorder/handlers.ts';
import { createSamples } from './samples.ts';

export interface AudioFeature {
  handlers: Pick<AllHandlers, 'audio' | 'imports' | 'recorder'>;
  /** Takes the files of meetings out of sight before their rows go. */
  moveOut(ids: readonly string[]): { finish(): Promise<void>; restore(): void };
  /** Throws where one of these meetings is being recorded; without ids, where any is. */
  mustRest(ids?: readonly string[]): void;
  media(path: string): PlayedFile | undefined;
  samples: ReturnType<typeof createSamples>;
  /** Mends and finishes what a crash or a restore left undone. `isRestored`: the rows are older than the files. */
  recover(isRestored: boolean): void;
  close(): Promise<void>;
}

type Outside = Omit<AudioParts, 'links'> & {
  home: string;
  /** The sample meeting that comes with the app. */
  samplePath: string;
  graceMs: number;
  createMeeting(draft: NewMeeting & { id: string }): void;
  takeIn: ImportParts['takeIn'];
  /** Told of what a recording has written, after it was; must not throw. */
  onSound(recording: Recording, frame: number, data: Uint8Array): void;
};

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;

/** Everything about sound: importing it, recording it, measuring it and handing it to players. */
export function createAudio(outside: Outside): AudioFeature {
  const { library, media, log, home, createMeeting } = outside;
  const links = createLinks();
  const parts = { ...outside, links };
  const closing = new AbortController();
  let finishing = Promise.resolve();
  let current: { meetingId: string; stop: AbortController; ended: Promise<void> } | undefined;

  const retries = new Set<NodeJS.Timeout>();
  /** What kept it from being done may pass: a full disk, a decoder that was ended. */
  function tryLater(meetingId: string, waitMs: number): void {
    const retry = setTimeout(() => {
      retries.delete(retry);
      void finish(meetingId, Math.min(2 * waitMs, LONGEST_WAIT_MS));
    }, waitMs);
    retries.add(retry);
  }

  async function finishOne(meetingId: string, waitMs: number): Promise<void> {
    if (closing.signal.aborted) return;
    const stop = new AbortController();
    const signal = AbortSignal.any([closing.signal, stop.signal]);
    const work = finishSound(parts, meetingId, signal);
    current = { meetingId, stop, ended: work.catch(() => undefined) };
    try {
      await work;
    } catch (error) {
      if (!signal.aborted) {
        log.error('a sound could not be measured', { stack: originOf(error) });
        if (findUnfinished(parts, meetingId)) tryLater(meetingId, waitMs);
      }
    } finally {
      current = undefined;
    }
  }

  /** One after another, in their own time. What fails is tried again later, and with the next start. */
  function finish(meetingId: string, waitMs = FIRST_WAIT_MS): Promise<void> {
    finishing = finishing.then(() => finishOne(meetingId, waitMs));
    return finishing;
  }

  async function leaveAlone(meetingId: string): Promise<void> {
    if (current?.meetingId !== meetingId) return;
    current.stop.abort();
    // Not for what waits behind it.
    await current.ended;
  }

  const imports = createImports(parts, home, outside.samplePath);
  const recorder = createRecorder({ ...parts, finish, leaveAlone });

  return {
    handlers: {
      audio: audioHandlers(parts, leaveAlone),
      imports: imports.handlers,
      recorder: recorder.handlers,
    },
    moveOut(ids) {
      recorder.mustRest(ids);
      if (current && ids.includes(current.meetingId)) current.stop.abort();
      const moved = media.moveOut(ids);
      return {
        restore: moved.restore,
        async finish() {
          for (const id of ids) links.forget(id);
          await moved.finish();
        },
      };
    },
    mustRest: recorder.mustRest,
    samples: createSamples(parts),
    media(path) {
      const meetingId = links.meetingOf(path);
      const audio = meetingId === undefined ? undefined : findAudio(library.db, meetingId);
      return audio?.state === 'ready' ? playedFile(media, audio) : undefined;
    },
    recover(isRestored) {
      try {
        const { found } = recorder;
        const waiting = recoverSounds(parts, createMeeting, found, isRestored);
        for (const id of waiting) void finish(id);
      } catch (error) {
        // On a full disk, say: the library opens even so, and the next start tries again.
        log.error('a recording could not be mended', { stack: originOf(error) });
      }
    },
    async close() {
      recorder.close();
      closing.abort();
      for (const retry of retries) clearTimeout(retry);
      await Promise.all([imports.close(), finishing]);
    },
  };
}
