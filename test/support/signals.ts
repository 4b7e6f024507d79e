import { randomFrom } from './random.ts';

/** Noise with nothing above some 1.5 kHz, which swells and fades as speech does: like itself in one place only. */
export function speechLike(seconds: number, rate: number, start = 1): Int16Array {
  const random = randomFrom(start);
  const samples = new Int16Array(seconds * rate);
  let low = 0;
  let lower = 0;
  for (let index = 0; index < samples.length; index += 1) {
    low += 0.18 * (random(2 ** 16) / 2 ** 15 - 1 - low);
    lower += 0.18 * (low - lower);
    const swell = 0.55 + 0.45 * Math.sin((2 * Math.PI * 3.1 * index) / rate);
    samples[index] = Math.round(lower * swell * 50_000);
  }
  return samples;
}

type Samples = Int16Array | Float32Array | Float64Array;

/** How alike two stretches are: 1 for the same shape, whatever its loudness. */
export function likeness(a: Samples, from: number, b: Samples, at: number, length: number, step = 1): number {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let index = 0; index < length; index += step) {
    const x = a[from + index] ?? 0;
    const y = b[at + index] ?? 0;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

/** Where in `source` a stretch of `found` is from, looking between two places. */
export function placeIn(
  source: Int16Array,
  found: Int16Array,
  from: number,
  length: number,
  low: number,
  high: number,
): { at: number; likeness: number } {
  let best = { at: low, likeness: -1 };
  const look = (first: number, last: number, stride: number, step: number) => {
    for (let at = Math.max(0, first); at <= Math.min(last, source.length - length); at += stride) {
      const value = likeness(found, from, source, at, length, step);
      if (value > best.likeness) best = { at, likeness: value };
    }
  };
  // The signal changes slowly enough that every eighth place finds the hill.
  look(low, high, 8, Math.max(12, Math.floor(length / 1000)));
  best = { ...best, likeness: -1 };
  look(best.at - 16, best.at + 16, 1, 1);
  return best;
}

/**
 * How alike a recording is to its source from `start` on, tenth of a second by tenth. Where the machine is too busy,
 * Chromium's device leaves out some sound, or gives silence for it: so each piece is looked for around its place, and the
 * likeness is that of the worst piece but for a tenth of them.
 */
export function alongside(source: Int16Array, found: Int16Array, start: number, rate: number): number {
  const length = rate / 10;
  const pieces = Math.floor(found.length / length);
  let at = start;
  const likenesses: number[] = [];
  for (let piece = 0; piece < pieces; piece += 1) {
    const look = (reach: number) => placeIn(source, found, piece * length, length, at - reach, at + reach);
    const near = look(rate / 40);
    const place = near.likeness > 0.9 ? near : look(rate);
    likenesses.push(place.likeness);
    at = place.at + length;
  }
  likenesses.sort((a, b) => a - b);
  return likenesses[Math.floor(pieces / 10)] ?? 0;
}
