import type { Stream } from 'node-av/lib';
import { secondsOf, type Media } from './media.ts';
import type { Native } from './native.ts';

/** Containers that state each packet's time to the sample and find it again. */
const exact = ['wav', 'w64', 'aiff', 'caf', 'au', 'flac', 'mov'];
/** Decoders and filters need what went before to come out the same. */
const PREROLL_SECONDS = 1;
/** Nearer to the start than this it is as quick to begin there. */
const NEAR_SECONDS = 10;

export function canSeek({ context }: Media, { timeBase, codecpar }: Stream): boolean {
  const [family = ''] = (context.iformat?.name ?? '').split(',');
  return exact.includes(family) && timeBase.num === 1 && timeBase.den === codecpar.sampleRate;
}

/** Moves to a little before that second of the sound; false: not moved. */
export function seek(native: Native, media: Media, stream: Stream, seconds: number): boolean {
  if (seconds < NEAR_SECONDS || !canSeek(media, stream)) return false;
  const start = secondsOf(native, media.context.startTime, native.AV_TIME_BASE_Q) ?? 0;
  const wanted = Math.floor((start + seconds - PREROLL_SECONDS) * stream.timeBase.den);
  return media.context.seekFrameSync(stream.index, BigInt(wanted), native.AVSEEK_FLAG_BACKWARD) >= 0;
}
