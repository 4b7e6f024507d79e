import { RATE } from './mixer.ts';

const FRAME = RATE / 50;
/** -46 dB of full scale. What is more quiet than this nobody says into a microphone. */
const LOUD = 0.005;
const PAUSE_FRAMES = 15;
/** Kept before the first loud moment: a word begins softly. */
const LEAD_FRAMES = 10;

export interface Speech {
  /** Where speech begins, in samples. */
  from: number;
  /** The middle of the last pause in it; null: it has none yet. */
  pauseAt: number | null;
}

/** Where in these samples somebody speaks; undefined: nobody does. */
export function findSpeech(pcm: Float32Array): Speech | undefined {
  let first: number | undefined;
  let quiet = 0;
  let pauseAt: number | null = null;
  for (let frame = 0; (frame + 1) * FRAME <= pcm.length; frame += 1) {
    const isLoud = loudness(pcm.subarray(frame * FRAME, (frame + 1) * FRAME)) >= LOUD;
    if (isLoud) {
      first ??= frame;
      quiet = 0;
    } else if (first !== undefined) {
      quiet += 1;
      if (quiet >= PAUSE_FRAMES) pauseAt = Math.round((frame + 1 - quiet / 2) * FRAME);
    }
  }
  if (first === undefined) return undefined;
  return { from: Math.max(0, first - LEAD_FRAMES) * FRAME, pauseAt };
}

function loudness(frame: Float32Array): number {
  let sum = 0;
  for (const sample of frame) sum += sample * sample;
  return Math.sqrt(sum / frame.length);
}
