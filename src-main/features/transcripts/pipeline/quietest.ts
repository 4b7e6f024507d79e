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
    let sum = 0;
    for (let step = first; step < first + steps; step += 1) sum += energy[step] ?? 0;
    if (sum <= best.sum) best = { at: fromMs + first * STEP_MS + PAUSE_MS / 2, sum };
  }
  return best.at;
}

/** Of each step of a sound. */
export function energies(pcm: Float32Array): number[] {
  const step = STEP_MS * PER_MS;
  return Array.from({ length: Math.ceil(pcm.length / step) }, (_, index) => {
    const end = Math.min((index + 1) * step, pcm.length);
    let sum = 0;
    for (let at = index * step; at < end; at += 1) sum += (pcm[at] ?? 0) ** 2;
    return sum;
  });
}
