import { energies, STEP_MS } from './quietest.ts';
import type { Span } from './types.ts';

/** Around a voice so much is listened to, but for the very edges, where the voice may still be. */
const AROUND_MS = 5000;
const EDGE_MS = 150;
/** Of less than this nothing can be said. */
const LEAST_MS = 1000;
/** 5 dB. */
const LOUDER = 10 ** 0.5;

/**
 * Voices that are hardly louder than what is around them and no voice. In music the detector hears such: notes like any
 * others. Of speech they are those that can hardly be understood for noise.
 */
export function faintVoices(pcm: Float32Array, voices: readonly Span[]): Span[] {
  const energy = energies(pcm);
  const isVoice = energy.map(() => false);
  for (const { startMs, endMs } of voices)
    isVoice.fill(true, stepOf(startMs - EDGE_MS), stepOf(endMs + EDGE_MS));
  return voices.filter(({ startMs, endMs }) => {
    const from = stepOf(startMs - AROUND_MS);
    const around = energy.slice(from, stepOf(endMs + AROUND_MS)).filter((_, index) => !isVoice[from + index]);
    if (around.length * STEP_MS < LEAST_MS) return false;
    return mean(energy.slice(stepOf(startMs), stepOf(endMs))) < LOUDER * mean(around);
  });
}

const stepOf = (ms: number) => Math.max(0, Math.round(ms / STEP_MS));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
