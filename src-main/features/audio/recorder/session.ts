import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Recording } from '../../../contract/recorder.ts';
import type { Settings } from '../../../contract/settings.ts';
import { AppError } from '../../../rpc/errors.ts';
import { createWavFile } from './wav-file.ts';

const SYNC_MS = 1000;
const HOUR = 60 * 60 * 1000;

/** What is written between two looks at the free room. */
const LOOK_EVERY_BYTES = 4 * 1024 * 1024;

/** One recording under way: appends to its file, and sees to it that what came a second ago is on the disk. */
export function openSession(
  path: string,
  { meetingId, tracks, sampleRate }: Pick<Recording, 'meetingId' | 'tracks' | 'sampleRate'>,
  settings: () => Settings,
  onSyncFailed: (error: unknown) => void,
) {
  const file = createWavFile(path, tracks.length, sampleRate);
  const frameBytes = tracks.length * 2;
  let state: Recording['state'] = 'recording';
  let sinceLook = LOOK_EVERY_BYTES;
  let isDirty = false;
  const syncing = setInterval(() => {
    if (!isDirty) return;
    isDirty = false;
    try {
      file.sync();
    } catch (error) {
      onSyncFailed(error);
    }
  }, SYNC_MS);
  const durationMs = () => Math.round((file.frames * 1000) / sampleRate);

  function checkLimits(bytes: number): void {
    const { maxHours, minFreeMegabytes } = settings();
    if (durationMs() >= maxHours * HOUR) {
      throw new AppError(
        'too_long',
        `The recording has reached the ${String(maxHours)} hours that the settings allow.`,
      );
    }
    sinceLook += bytes;
    if (sinceLook < LOOK_EVERY_BYTES) return;
    sinceLook = 0;
    const { bavail, bsize } = statfsSync(dirname(path));
    if (bavail * bsize < minFreeMegabytes * 1024 * 1024) {
      throw new AppError(
        'disk_full',
        'The disk is almost full, so the recording was stopped. What was recorded is kept.',
      );
    }
  }

  return {
    get status(): Recording {
      return { meetingId, state, tracks, sampleRate, frames: file.frames, durationMs: durationMs() };
    },
    set(next: Recording['state']): void {
      state = next;
    },
    append(frame: number, data: Uint8Array): number {
      if (state === 'paused' || state === 'finishing') {
        throw new AppError('conflict', 'Nothing is being recorded just now.', { state });
      }
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
      file.append(fresh);
      isDirty = true;
      return file.frames;
    },
    close(): void {
      clearInterval(syncing);
      file.close();
    },
  };
}
export type Session = ReturnType<typeof openSession>;
