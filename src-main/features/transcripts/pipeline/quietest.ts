import { PER_MS } from './types.ts';

/** As long as a pause between words. */
const PAUSE_MS = 300;
export const STEP_MS = 10;

/** The middle of the quietest pause between two times of a sound; of equals the latest. */
export function quietest(pcm: Float32Array, fromMs: number, toMs: number): number {
  const energy = energies(pcm.subarray(fromMs * PER_MS, toMs * PER_MS));
  const steps = PAUSE_MS / STEP_MS;
  let best = { at: toMs, sum: Infinity };
  for (let first = 0; first + steps <= energy.length; first += 1) {
    const sum = energy.slice(first, first + steps).reduce((total, own) => total + own, 0);
    if (sum <= best.sum) best = { at: fromMs + first * STEP_MS + PAUSE_MS / 2, sum };
  }
  return best.at;
}

/** Of each step of a sound. */
export function energies(pcm: Float32Array): number[] {
  const step = STEP_MS * PER_MS;
  return Array.from({ length: Math.ceil(pcm.length / step) }, (_, index) => {
    let sum = 0;
    for (const sample of pcm.subarray(index * step, (index + 1) * step)) sum += sample * sample;
    return sum;
  });
}
