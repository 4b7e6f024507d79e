import type { Stream } from 'node-av/lib';
import { codecName } from './frames.ts';
import type { Media } from './media.ts';
import type { Native } from './native.ts';

/** Containers that state each packet's time to the sample and find it again. */
const exact = ['flac', 'mov'];
/** These count bytes, which tells the time of PCM alone: of what is compressed FFmpeg guesses it. */
const exactOfPcm = ['wav', 'w64', 'aiff', 'caf', 'au'];
/** Decoders and filters need what went before to come out the same. */
const PREROLL_SECONDS = 1;
/** Nearer to the start than this it is as quick to begin there. */
const NEAR_SECONDS = 10;

export function canSeek(native: Native, { context }: Media, stream: Stream): boolean {
  const [family = ''] = (context.iformat?.name ?? '').split(',');
  const isPcm = codecName(native, stream).startsWith('pcm_');
  const isExact = exact.includes(family) || (isPcm && exactOfPcm.includes(family));
  return isExact && stream.timeBase.num === 1 && stream.timeBase.den === stream.codecpar.sampleRate;
}

/** Moves to a little before that second of the sound; false: not moved. */
export function seek(native: Native, media: Media, stream: Stream, seconds: number): boolean {
  if (seconds < NEAR_SECONDS || !canSeek(native, media, stream)) return false;
  const wanted = Math.floor(((media.start ?? 0) + seconds - PREROLL_SECONDS) * stream.timeBase.den);
  return media.context.seekFrameSync(stream.index, BigInt(wanted), native.AVSEEK_FLAG_BACKWARD) >= 0;
}
