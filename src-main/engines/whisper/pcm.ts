import { AppError } from '../../rpc/errors.ts';

const SAMPLE_RATE = 16_000;
/** whisper.cpp takes less for nothing at all. */
const MIN_MS = 100;
/** Before a window is transcribed, all the sound is analysed in one go that can't be stopped: this takes a second or two. */
const MAX_MS = 300_000;

export const durationOf = (pcm: Float32Array) => Math.floor((pcm.length * 1000) / SAMPLE_RATE);

export function checkPcm(pcm: Float32Array): void {
  if (pcm.length === 0) throw new AppError('invalid_input', 'There is no sound to transcribe.');
  const ms = durationOf(pcm);
  if (ms < MIN_MS) throw new AppError('invalid_input', `The sound is shorter than ${MIN_MS} ms.`, { ms });
  if (ms > MAX_MS)
    throw new AppError('too_long', `The sound is longer than ${MAX_MS / 60_000} minutes: cut it.`, { ms });
  if (!pcm.every(Number.isFinite))
    throw new AppError('invalid_input', 'The sound holds numbers that are none.');
}
