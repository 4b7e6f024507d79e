import { expect, test } from 'vitest';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { boundaryMs } from './boundary.ts';

const segment = (...words: [startMs: number, endMs: number][]): Segment => ({
  ...{ id: '', startMs: 0, endMs: 0, text: '', speakerId: null, noSpeechProbability: null },
  words: words.map(([startMs, endMs]) => ({ text: ' x', startMs, endMs, probability: 1 })),
});
const before = segment([0, 100], [100, 201]);
const own = segment([300, 400], [450, 500]);

test('one word changes sides, since its middle does', () => {
  expect(boundaryMs(before, own, 'back')).toBe(150);
  expect(boundaryMs(before, own, 'on')).toBe(450);
  expect(boundaryMs(before, segment([300, 500], [310, 320]), 'on')).toBe(401);
});

test('a segment that has one word keeps it, and without a neighbour nothing moves', () => {
  expect(boundaryMs(segment([0, 100]), own, 'back')).toBeNull();
  expect(boundaryMs(before, segment([300, 400]), 'on')).toBeNull();
  expect(boundaryMs(undefined, own, 'back')).toBeNull();
});
