/** Printed, so that a failure can be repeated: MEETMEMO_TEST_SEED=… npm run fuzz */
export const seed = Number(process.env.MEETMEMO_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.info(`MEETMEMO_TEST_SEED=${seed}`);
