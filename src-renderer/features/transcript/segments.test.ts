import { expect, test } from 'vitest';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { withSegments } from './segments.ts';

const segment = (id: string, startMs: number): Segment => ({
  id,
  startMs,
  endMs: startMs + 10,
  text: id,
  speakerId: null,
  noSpeechProbability: null,
  words: [],
});
const before = [segment('a', 0), segment('b', 100), segment('c', 200)];
const order = (all: readonly Segment[]) => all.map(({ id, startMs }) => `${id}${String(startMs)}`).join(' ');

test('what changed takes its place, what is new comes where its time is, what is removed goes', () => {
  const put = [segment('b', 110), segment('n', 150), segment('z', 300)];
  expect(order(withSegments(before, put, ['a']))).toBe('b110 n150 c200 z300');
});

test('a segment whose time moved past others is put in order', () => {
  expect(order(withSegments(before, [segment('a', 150)]))).toBe('b100 a150 c200');
});

test('of two that begin at once, the new one comes second', () => {
  expect(order(withSegments(before, [segment('n', 100)]))).toBe('a0 b100 n100 c200');
});

test('nothing to do: the very same', () => {
  expect(withSegments(before, [])).toBe(before);
});
