import { expect, test } from 'vitest';
import { captured, handedOver, RATE } from '../support/ui/microphone.ts';
import { begin, button, recorded, wait, withMicrophone } from '../support/ui/record.ts';
import { opens } from '../support/ui/stage.ts';

const SECONDS = 60;
const { stage, compare, placeOf } = withMicrophone(SECONDS + 60);

test(`${SECONDS} s of two tracks: what was said is what is kept, at its length, and in step`, async () => {
  const set = await stage();
  const { page } = set;
  await begin(page, 'Both');
  await wait(SECONDS * 1000);
  await button(page, 'Stop').click();
  await opens(page, 'Talk');
  const { wav, durationMs, isTwoTrack } = await recorded(set);
  const given = await captured(page);
  const ms = (wav.frames / wav.sampleRate) * 1000;
  const [microphone = new Int16Array(), system = new Int16Array()] = wav.channels;
  const likenesses = [compare(microphone, 'microphone'), compare(system, 'system')];
  const lags = [RATE, wav.frames - 2 * RATE].map((from) => {
    const places = [
      placeOf(microphone, from, from, 'microphone'),
      placeOf(system, from, from, 'system'),
    ] as const;
    return ((places[1] - places[0]) / RATE) * 1000;
  });
  console.info({ ms, given, likenesses, lags });
  expect({ isWhole: wav.isWhole, isTwoTrack, durationMs }).toEqual({
    isWhole: true,
    isTwoTrack: true,
    durationMs: Math.round(ms),
  });
  // By so much the machine may have been behind, and no more.
  expect(given.lagMs).toBeLessThan(2000);
  expect(given.ms + given.lagMs).toBeGreaterThan(SECONDS * 1000);
  expect(Math.abs(ms - given.ms)).toBeLessThan(100);
  expect(wav.sha256).toBe(await handedOver(page));
  for (const likeness of likenesses) expect(likeness).toBeGreaterThan(0.98);
  for (const lag of lags) expect(Math.abs(lag)).toBeLessThan(20);
});
