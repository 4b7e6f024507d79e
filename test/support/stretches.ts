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
  const channels = stretches.some(({ right }) => right !== undefined) ? 2 : 1;
  const counts = stretches.map(({ ms }) => Math.round((ms / 1000) * rate));
  const frames = counts.reduce((sum, count) => sum + count, 0);
  const file = Buffer.alloc(44 + frames * channels * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * channels * 2, 28);
  file.writeUInt16LE(channels * 2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(frames * channels * 2, 40);
  let at = 44;
  for (const [index, { left, right = left }] of stretches.entries()) {
    for (let frame = 0; frame < (counts[index] ?? 0); frame += 1) {
      for (const hertz of [left, right].slice(0, channels)) {
        const sample = hertz === 0 ? 0 : LOUDNESS * Math.sin((2 * Math.PI * hertz * frame) / rate);
        file.writeInt16LE(Math.round(sample * 32767), at);
        at += 2;
      }
    }
  }
  return file;
}

/** So many seconds of one tone. */
export const tone = (seconds: number): Stretch[] => [{ ms: seconds * 1000, left: 440 }];
