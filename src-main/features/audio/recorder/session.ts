import type { Recording } from '../../../contract/recorder.ts';
import type { Settings } from '../../../contract/settings.ts';
import { AppError } from '../../../rpc/errors.ts';
import { openWavFile } from './wav-file.ts';

const SYNC_MS = 1000;
const CLOCK_TOLERANCE_MS = 1000;
const HOUR = 60 * 60 * 1000;

/** What is written between two looks at the free room. */
const LOOK_EVERY_BYTES = 4 * 1024 * 1024;

export interface SessionParts {
  settings(): Settings;
  /** Throws where there is no room for what is to be added, and for a recording that is so long then. */
  checkRoom(added: number, bytes: number): void;
  /** How long a window that is gone may take to come back. */
  graceMs: number;
  onChange(): void;
  /** `data` was written, and begins with this frame. */
  onSound(frame: number, data: Uint8Array): void;
  /** Nobody holds the recording any more, and the time to come back is over. */
  onGone(): void;
  onSyncFailed(error: unknown): void;
}

/** One recording under way: appends to its file, and sees to it that what came a second ago is on the disk. */
export function openSession(
  path: string,
  { meetingId, tracks, sampleRate }: Pick<Recording, 'meetingId' | 'tracks' | 'sampleRate'>,
  parts: SessionParts,
) {
  const file = openWavFile(path, { channels: tracks.length, sampleRate });
  const frameBytes = tracks.length * 2;
  let letGo: ((isTaken: boolean) => void) | undefined;
  let isPaused = false;
  // Not before a window that held it has gone: the one that starts it takes a moment to come to that.
  let isLost = false;
  let sinceLook = LOOK_EVERY_BYTES;
  let isDirty = false;
  const syncing = setInterval(() => {
    if (!isDirty) return;
    isDirty = false;
    try {
      file.sync();
    } catch (error) {
      parts.onSyncFailed(error);
    }
  }, SYNC_MS);
  let grace = setTimeout(parts.onGone, parts.graceMs);
  const durationMs = () => Math.round((file.frames * 1000) / sampleRate);
  let told = { ms: durationMs(), at: performance.now() };

  function tell(): void {
    told = { ms: durationMs(), at: performance.now() };
    parts.onChange();
  }
  /** Windows let their clocks run on from what they heard last; what was captured while nobody answered comes late. */
  function correctClocks(): void {
    const isRunning = !isPaused && !isLost;
    const shownMs = told.ms + (isRunning ? performance.now() - told.at : 0);
    if (Math.abs(durationMs() - shownMs) > CLOCK_TOLERANCE_MS) tell();
  }

  function checkLimits(bytes: number): void {
    const { maxHours } = parts.settings();
    if (durationMs() >= maxHours * HOUR) {
      throw new AppError(
        'too_long',
        `The recording has reached the ${String(maxHours)} hours that the settings allow.`,
      );
    }
    sinceLook += bytes;
    if (sinceLook < LOOK_EVERY_BYTES) return;
    sinceLook = 0;
    parts.checkRoom(bytes, file.frames * frameBytes + bytes);
  }

  function setPaused(paused: boolean): void {
    isPaused = paused;
    tell();
  }

  return {
    get status(): Recording {
      const state = isLost ? 'lost' : isPaused ? 'paused' : 'recording';
      return { meetingId, state, tracks, sampleRate, frames: file.frames, durationMs: durationMs() };
    },
    get isHeld() {
      return letGo !== undefined;
    },
    pause: () => {
      setPaused(true);
    },
    resume: () => {
      setPaused(false);
    },
    /** Until the caller goes, the recording ends, or another window takes it: true. There is one microphone at a time. */
    hold(signal: AbortSignal): Promise<boolean> {
      clearTimeout(grace);
      letGo?.(true);
      if (isLost) {
        isLost = false;
        tell();
      }
      return new Promise((resolve) => {
        const leave = () => {
          if (letGo !== resolve) return;
          letGo = undefined;
          resolve(false);
          isLost = true;
          grace = setTimeout(parts.onGone, parts.graceMs);
          tell();
        };
        letGo = resolve;
        if (signal.aborted) leave();
        else signal.addEventListener('abort', leave, { once: true });
      });
    },
    /** Also while paused: what was captured before the recording window heard of it belongs to the recording. */
    append(frame: number, data: Uint8Array): number {
      if (data.length % frameBytes !== 0) {
        throw new AppError('invalid_input', 'The input is not valid: “data” expected whole frames.', {
          path: 'data',
        });
      }
      if (frame > file.frames) {
        throw new AppError('conflict', 'A part of the recording is missing before this one.', {
          frames: file.frames,
        });
      }
      const fresh = data.subarray((file.frames - frame) * frameBytes);
      if (fresh.length === 0) return file.frames;
      checkLimits(fresh.length);
      const written = file.frames;
      file.append(fresh);
      isDirty = true;
      correctClocks();
      parts.onSound(written, fresh);
      return file.frames;
    },
    close(): void {
      clearInterval(syncing);
      clearTimeout(grace);
      letGo?.(false);
      letGo = undefined;
      file.close();
    },
  };
}
export type Session = ReturnType<typeof openSession>;
