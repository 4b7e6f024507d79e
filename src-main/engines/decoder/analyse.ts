import { AppError } from '../../rpc/errors.ts';
import type { Analysis } from '../process/contract.ts';
import { createLoudnessMeter } from './loudness.ts';
import type { Media } from './media.ts';
import type { Native } from './native.ts';
import type { Pace } from './pace.ts';
import { createPeakBuilder } from './peaks.ts';
import { damaged } from './problems.ts';
import { SPEECH_RATE } from './sample-reader.ts';
import { openSound } from './sound.ts';
import { chooseStream } from './tracks.ts';

/** A header that promises this much more than there is belongs to a file that was cut off. */
const MISSING_SECONDS = 0.5;

export interface AnalyseOptions {
  track: number | null;
  maxMs: number;
  /** Told after each piece how far it got. */
  onMs(ms: number): void;
}

/** Decodes everything once and returns what became plain, with the content of the peaks file. */
export async function analyse(
  native: Native,
  media: Media,
  { track, maxMs, onMs }: AnalyseOptions,
  pace: Pace,
): Promise<{ analysis: Analysis; peaks: Uint8Array }> {
  const stream = chooseStream(native, media, track);
  // Of more than two channels the left and the right mix are no tracks of their own.
  const channels = stream.codecpar.channelLayout.nbChannels === 2 ? 2 : 1;
  const sound = openSound(native, media, stream, { rate: SPEECH_RATE, channels });
  const meter = createLoudnessMeter(SPEECH_RATE);
  const builder = createPeakBuilder(SPEECH_RATE, channels);
  let samples = 0;
  try {
    for (const piece of sound.pieces()) {
      samples += piece.length / channels;
      if (samples > (maxMs / 1000) * SPEECH_RATE)
        throw new AppError('too_long', 'The sound is too long.', { maxMs });
      meter.push(piece, channels);
      builder.push(piece);
      onMs(Math.floor((samples / SPEECH_RATE) * 1000));
      if (pace.due()) await pace.rest();
    }
  } finally {
    sound.close();
  }
  if (samples === 0) throw damaged();
  const seconds = samples / SPEECH_RATE;
  // What the longest of a film's streams reaches is not missing from its sound.
  const whole = (media.wholeSeconds ?? 0) - Math.max(0, media.start ?? 0);
  const missing = (media.headerSeconds(stream) ?? whole) - Math.max(seconds, sound.othersSeconds);
  return {
    analysis: {
      durationMs: Math.round(seconds * 1000),
      loudness: meter.integrated(),
      isDamaged: sound.hasErrors || media.isCutOff || missing > MISSING_SECONDS,
    },
    peaks: builder.finish(),
  };
}
