import { expect, test } from 'vitest';
import { columnsOf, levelFor, parsePeaks, type Peaks } from './peaks.ts';

/** A file as the decoder writes it: two levels of one group, the second four times as wide. */
function peaksFile(): Uint8Array {
  const file = new Uint8Array(12 + 8 + 16 + 4);
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode('MMPK'));
  file.set([1, 1, 2, 4], 4);
  view.setUint32(8, 100, true);
  view.setUint32(12, 8, true);
  view.setUint32(16, 2, true);
  file.set(Int8Array.from([-1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7, -127, 127]), 20);
  file.set(Int8Array.from([-4, 4, -127, 127]), 36);
  return file;
}

test('reads what the decoder writes, and refuses whatever else', () => {
  const [fine, coarse] = parsePeaks(peaksFile());
  expect(fine.bucketMs).toBe(10);
  expect([...fine.mixed.slice(-2)]).toEqual([-127, 127]);
  expect(coarse).toMatchObject({ bucketMs: 40, sides: null });
  for (const junk of [new Uint8Array(0), new Uint8Array(64), peaksFile().subarray(0, 30)])
    expect(() => parsePeaks(junk)).toThrow('The waveform can not be read.');
});

test('draws from the widest buckets that are narrower than a column', () => {
  const peaks: Peaks = parsePeaks(peaksFile());
  expect(levelFor(peaks, 5).bucketMs).toBe(10);
  expect(levelFor(peaks, 39).bucketMs).toBe(10);
  expect(levelFor(peaks, 40).bucketMs).toBe(40);
});

test('no peak is lost between columns, and beyond the end it is silent', () => {
  const [{ mixed, bucketMs }] = parsePeaks(peaksFile());
  const columns = columnsOf(mixed, bucketMs, 80, 3);
  expect(columns.at(-1)).toBe(1);
  expect(columns[1]).toBeCloseTo(3 / 127);
  expect([...columnsOf(mixed, bucketMs, 160, 2).slice(2)].map(Math.abs)).toEqual([0, 0]);
});
