import { resolve } from 'node:path';
import type { Media } from './media.ts';
import type { Native } from './native.ts';
import type { Pace } from './pace.ts';
import { damaged } from './problems.ts';
import { openSound } from './sound.ts';
import { chooseStream } from './tracks.ts';
import { openWebm } from './webm.ts';

/** Opus knows no other rate worth having. */
const RATE = 48_000;

export interface CompressOptions {
  track: number | null;
  /** A file that is there already, empty. */
  target: string;
  bitrate: number;
  onMs(ms: number): void;
}

/** Encodes a track as Opus in WebM. Two channels stay two; more are mixed down to two. */
export async function compress(
  native: Native,
  media: Media,
  { track, target, bitrate, onMs }: CompressOptions,
  pace: Pace,
): Promise<void> {
  const stream = chooseStream(native, media, track);
  const channels = stream.codecpar.channelLayout.nbChannels === 1 ? 1 : 2;
  const sound = openSound(native, media, stream, { rate: RATE, channels });
  const webm = openWebm(native, { path: resolve(target), rate: RATE, channels, bitrate });
  let samples = 0;
  try {
    for (const piece of sound.pieces()) {
      webm.write(piece);
      samples += piece.length / channels;
      onMs(Math.floor((samples / RATE) * 1000));
      if (pace.due()) await pace.rest();
    }
    if (samples === 0) throw damaged();
    webm.finish();
  } finally {
    webm.close();
    sound.close();
  }
}
