/** Printed, so that a failure can be repeated: MEETMEMO_TEST_SEED=… npm run fuzz */
export const seed = Number(process.env.MEETMEMO_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.info(`MEETMEMO_TEST_SEED=${seed}`);

/** Whole numbers below a bound, the same ones for the same seed (mulberry32). */
export function randomFrom(start: number): (below: number) => number {
  let state = start >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
