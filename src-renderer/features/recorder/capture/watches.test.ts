import { expect, test } from 'vitest';
import { createGapWatch, createSilenceWatch } from './watches.ts';

test('a track is silent after fifteen seconds without sound, each for itself, until it is heard again', () => {
  const watch = createSilenceWatch(2);
  const after = (seconds: number, peaks: number[]) => {
    let flags: boolean[] = [];
    for (let ms = 0; ms < seconds * 1000; ms += 60) flags = watch.push(peaks, 60);
    return flags;
  };
  expect(after(14.9, [0, 0.2])).toEqual([false, false]);
  expect(after(0.2, [0.0005, 0.2])).toEqual([true, false]);
  expect(after(15, [0.0005, 0])).toEqual([true, true]);
  expect(watch.push([0.01, 0], 60)).toEqual([false, true]);
  watch.reset();
  expect(watch.push([0, 0], 60)).toEqual([false, false]);
});

test('time that went by without sound is found; late chunks, pauses and a clock put back are not taken for it', () => {
  const watch = createGapWatch();
  expect(watch.push(1000, 200)).toBe(0);
  expect(watch.push(1200, 200)).toBe(0);
  expect(watch.push(2900, 200)).toBe(0);
  expect(watch.push(62_900 + 200, 200)).toBe(60_000);
  expect(watch.push(50_000, 200)).toBe(0);
  watch.reset();
  expect(watch.push(900_000, 200)).toBe(0);
});
