import { expect, test } from 'vitest';
import type { Guard, Segment } from '../../../src-main/contract/transcripts.ts';
import { placeAmong, reviewItems, sameItem, segmentOf, type ReviewItem } from './review-items.ts';

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

test('a step goes from each place to the next, wherever they begin; what is gone gives way to what follows', () => {
  const words = segment('a', 0, [
    ['Helo', 0.1],
    [' all', 0.9],
    [' of', 0.1],
    [' you', 0.9],
    [' tehre', 0.2],
  ]);
  const items = reviewItems([words], [{ ...guard(0, false), id: 'first', endMs: 40 }, guard(0, false)]);
  const walked: number[] = [];
  let looked: ReviewItem | null = null;
  while (walked.length < items.length) {
    const at = placeAmong(items, looked);
    walked.push(at);
    looked = items[(at + 1) % items.length] ?? null;
  }
  expect(walked).toEqual([0, 1, 2, 3, 4]);
  expect(placeAmong(items, items.at(-1) ?? null)).toBe(4);
  for (const [at, gone] of items.entries())
    expect(placeAmong(items.toSpliced(at, 1), gone)).toBe(Math.min(at, items.length - 2));
});

test('words are the same place after something was written before them', () => {
  const [before] = reviewItems([segment('a', 0, [['budjet', 0.1]])], []);
  const after = segment('a', 0, [
    ['The ', 0.9],
    ['budjet', 0.1],
    [' lunch', 0.1],
  ]);
  const moved = reviewItems([{ ...after, words: after.words.map((word) => ({ ...word, startMs: 0 })) }], []);
  expect(before && sameItem(moved, before)).toMatchObject({ start: 4, end: 16 });
  expect(before && sameItem(reviewItems([segment('b', 0, [['budjet', 0.1]])], []), before)).toBeUndefined();
});

test('a span belongs to the segment that it overlaps most, else to the one before it', () => {
  const segments = [
    segment('a', 0, [['Yes', 0.9]]),
    { ...segment('b', 1000, [['Good', 0.9]]), endMs: 1908 },
    { ...segment('c', 1908, [['Great', 0.9]]), endMs: 2500 },
  ];
  const of = (startMs: number, endMs: number) =>
    segmentOf(segments, { ...guard(startMs, false), startMs, endMs })?.id;
  expect(of(1900, 2500)).toBe('c');
  expect(of(1000, 1920)).toBe('b');
  expect(of(0, 2500)).toBe('b');
  expect(of(200, 900)).toBe('a');
  expect(of(3000, 4000)).toBe('c');
  expect(segmentOf([], guard(0, false))).toBeUndefined();
});
