import { wavOf as wavFile } from './wav.ts';

/** A stretch of sound: a sine of this pitch, or silence, in each ear. */
export interface Stretch {
  ms: number;
  /** 0: silence. */
  left: number;
  /** The same as the left one where it is not said. */
  right?: number;
}

const LOUDNESS = 0.4;

/** A WAV file of 16 bits, long enough to look into and small enough to make in a test. */
export function wavOf(stretches: readonly Stretch[], rate = 8000): Uint8Array<ArrayBuffer> {
  const sine = (ms: number, hertz: number) =>
    Array.from({ length: Math.round((ms / 1000) * rate) }, (_, at) =>
      Math.round(LOUDNESS * 32767 * Math.sin((2 * Math.PI * hertz * at) / rate)),
    );
  const left = stretches.flatMap((stretch) => sine(stretch.ms, stretch.left));
  const right = stretches.flatMap((stretch) => sine(stretch.ms, stretch.right ?? stretch.left));
  const isStereo = stretches.some((stretch) => stretch.right !== undefined);
  const channels = isStereo ? [left, right] : [left];
  return wavFile(
    channels.map((samples) => Int16Array.from(samples)),
    rate,
  );
}

/** So many seconds of one tone. */
export const tone = (seconds: number): Stretch[] => [{ ms: seconds * 1000, left: 440 }];
