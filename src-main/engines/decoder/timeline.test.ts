import { expect, test } from 'vitest';
import { createTimeline } from './timeline.ts';

test.each([
  ['is filled in up to an hour', 3600, null, 3600],
  ['is not filled in beyond that', 3600.1, null, 0],
  ['reaches to the length in the header', 101, 100, 101],
  ['reaches no further than that', 102, 100, 0],
  ['that no clock would notice is none', 0.1, null, 0],
] as const)('a gap %s', (_, stated, headerSeconds, gap) => {
  expect(createTimeline(0, headerSeconds).gapBefore(stated)).toBe(gap);
});

test('a header that promises a day makes no gap longer', () => {
  expect(createTimeline(0, 90_000).gapBefore(80_000)).toBe(0);
});

test('nor does much sound before it', () => {
  const timeline = createTimeline(0, null);
  timeline.advance(10_000);
  expect(timeline.gapBefore(15_000)).toBe(0);
});

test('after a jump to nowhere the times count on from there', () => {
  const timeline = createTimeline(0, null);
  expect(timeline.gapBefore(1e9)).toBe(0);
  timeline.advance(10);
  expect(timeline.gapBefore(1e9 + 10)).toBe(0);
  expect(timeline.gapBefore(1e9 + 15)).toBe(5);
});

/** So many bursts of sound, each with an hour of silence after it; how much silence is filled in, in seconds. */
function silenceOf(bursts: number, secondsOfSound: number): number {
  const timeline = createTimeline(0, null);
  let silence = 0;
  for (let burst = 0; burst < bursts; burst += 1) {
    const gap = timeline.gapBefore(burst * (3600 + secondsOfSound));
    timeline.advance(gap + secondsOfSound);
    silence += gap;
  }
  return silence;
}

test('many gaps in little sound are one of an hour together, and in much sound they are all there', () => {
  expect(silenceOf(24, 1)).toBe(3600);
  expect(silenceOf(24, 3600)).toBe(23 * 3600);
});
