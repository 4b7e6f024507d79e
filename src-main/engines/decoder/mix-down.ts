/** Beneath this share of what the sides have, they cancel each other out. */
const LEAST = 0.1;

/** Both sides as one: their mean, or the louder one where one is the other turned upside down, as some cables make it. */
export function mixDown(samples: Float32Array): Float32Array<ArrayBuffer> {
  let [left, right, both] = [0, 0, 0];
  const mixed = Float32Array.from({ length: samples.length / 2 }, (_, index) => {
    const [one, other] = [samples[2 * index] ?? 0, samples[2 * index + 1] ?? 0];
    const mean = (one + other) / 2;
    left += one ** 2;
    right += other ** 2;
    both += mean ** 2;
    return mean;
  });
  if (both >= (LEAST * (left + right)) / 2) return mixed;
  const side = left >= right ? 0 : 1;
  return mixed.map((_, index) => samples[2 * index + side] ?? 0);
}
