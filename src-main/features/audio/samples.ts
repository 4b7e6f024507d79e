import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { TrackName } from '../../contract/recorder.ts';
import { AppError } from '../../rpc/errors.ts';
import { toFloats } from '../../rpc/floats.ts';
import type { AudioParts } from './handlers.ts';
import { getAudio, type KnownAudio } from './queries.ts';

const LOOK_MS = 200;

/** The sound of meetings for engines that listen to it. */
export function createSamples({ library, media, engine }: Pick<AudioParts, 'library' | 'media' | 'engine'>) {
  /** Throws why there is nothing to hear. */
  function check(meetingId: string): KnownAudio {
    const audio = getAudio(library.db, meetingId);
    if (audio.state === 'removed') throw new AppError('not_found', 'The sound of this meeting was removed.');
    if (audio.state === 'recording')
      throw new AppError('recording_under_way', 'This meeting is still being recorded.');
    if (!existsSync(media.file(meetingId, 'sound')))
      throw new AppError('not_found', 'The sound of this meeting is missing from the library folder.');
    return audio;
  }

  return {
    check(meetingId: string): void {
      check(meetingId);
    },
    key(meetingId: string): string {
      const { sha256, track } = check(meetingId);
      return `${sha256 ?? ''} ${String(track)}`;
    },
    /** Waits until it is measured, and perhaps converted; null: its length is not known. */
    async measuredMs(meetingId: string, signal: AbortSignal): Promise<number | null> {
      while (check(meetingId).state === 'working') await delay(LOOK_MS, undefined, { signal });
      return check(meetingId).durationMs;
    },
    /** 16 kHz mono; less than asked for where the sound ends. */
    async read(meetingId: string, fromMs: number, ms: number, signal: AbortSignal): Promise<Float32Array> {
      const { track } = check(meetingId);
      const span = { path: media.file(meetingId, 'sound'), track, fromMs, ms };
      const { data } = await engine.use(({ audio }) => audio.samples(span, { signal }));
      return toFloats(data);
    },
    /** On which of two tracks each span is the louder; null: on neither, or there are no two. */
    async louderTracks(
      meetingId: string,
      spans: readonly { startMs: number; endMs: number }[],
      signal: AbortSignal,
    ): Promise<(TrackName | null)[]> {
      const { track, isTwoTrack } = check(meetingId);
      if (!isTwoTrack || spans.length === 0) return spans.map(() => null);
      const wanted = { path: media.file(meetingId, 'sound'), track, spans: [...spans] };
      const { levels } = await engine.use(({ audio }) => audio.levels(wanted, { signal }));
      return levels.map(({ left, right }) =>
        left === right ? null : left > right ? 'microphone' : 'system',
      );
    },
  };
}
