import { PER_MS } from './types.ts';

/** As long as a pause between words. */
const PAUSE_MS = 300;
const STEP_MS = 10;

/** The middle of the quietest pause between two times of a sound; of equals the latest. */
export function quietest(pcm: Float32Array, fromMs: number, toMs: number): number {
  const energy: number[] = [];
  for (let ms = fromMs - PAUSE_MS / 2; ms < toMs + PAUSE_MS / 2; ms += STEP_MS) {
    let sum = 0;
    for (const sample of pcm.subarray(Math.max(0, ms * PER_MS), Math.max(0, (ms + STEP_MS) * PER_MS)))
      sum += sample * sample;
    energy.push(sum);
  }
  const steps = PAUSE_MS / STEP_MS;
  let best = { at: toMs, sum: Infinity };
  for (let first = 0; first + steps <= energy.length; first += 1) {
    const sum = energy.slice(first, first + steps).reduce((total, own) => total + own, 0);
    if (sum <= best.sum) best = { at: fromMs + first * STEP_MS, sum };
  }
  return Math.min(best.at, toMs);
}
