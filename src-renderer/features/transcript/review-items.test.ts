import { expect, test } from 'vitest';
import type { Guard, Segment } from '../../../src-main/contract/transcripts.ts';
import { reviewItems } from './review-items.ts';

const segment = (id: string, startMs: number, words: [text: string, probability: number][]): Segment => ({
  ...{ id, startMs, endMs: startMs + words.length * 100, speakerId: null, noSpeechProbability: null },
  text: words.map(([text]) => text).join(''),
  words: words.map(([text, probability], at) => ({
    ...{ text, probability },
    startMs: startMs + at * 100,
    endMs: startMs + at * 100 + 100,
  })),
});
const guard = (startMs: number, isSettled: boolean): Guard => ({
  ...{ id: String(startMs), startMs, endMs: startMs + 50, reason: 'silence', text: '', isSettled },
});

test('open guards and unsure words by time; words beside each other are one', () => {
  const segments = [
    segment('a', 0, [
      ['Good', 0.9],
      [' mor', 0.1],
      [' ning', 0.2],
      [' all', 0.9],
      [' hm', 0.3],
    ]),
    segment('b', 1000, [['Yes', 0.1]]),
  ];
  const items = reviewItems(segments, [guard(700, false), guard(800, true)]);
  expect(
    items.map(({ startMs, endMs, segmentId, start, end }) => [startMs, endMs, segmentId, start, end]),
  ).toEqual([
    [100, 300, 'a', 5, 13],
    [400, 500, 'a', 18, 20],
    [700, 750, null, 0, Infinity],
    [1000, 1100, 'b', 0, 3],
  ]);
});
