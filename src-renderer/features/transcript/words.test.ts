import { expect, test } from 'vitest';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { copiedText } from './copied.ts';
import { partsOf, spanOf } from './places.ts';
import { wordAt, wordsOf } from './words.ts';

const segment = (id: string, startMs: number, words: string[], speakerId: string | null = null): Segment => ({
  id,
  startMs,
  endMs: startMs + words.length * 100,
  text: words.join(''),
  speakerId,
  noSpeechProbability: null,
  words: words.map((text, at) => ({
    text,
    startMs: startMs + at * 100,
    endMs: startMs + at * 100 + 90,
    probability: text.includes('hm') || text === ' –' ? 0.2 : 0.9,
  })),
});
const first = segment('a', 0, [' Good', ' hm', ' –', ' morning.'], 'x');
const second = segment('b', 1000, ['Thank', ' you.'], 'x');
const third = segment('c', 2000, ['Yes.'], 'y');

test('a word stands in the text without the space before it, and only words can be unsure', () => {
  expect(wordsOf(first).map(({ start, end, isUnsure }) => [first.text.slice(start, end), isUnsure])).toEqual([
    ['Good', false],
    ['hm', true],
    ['–', false],
    ['morning.', false],
  ]);
  expect([0, 1, 5, 6, 99].map((offset) => wordAt(first, offset)?.startMs)).toEqual([0, 0, 0, 100, 300]);
});

test('a segment without words is one', () => {
  expect(wordsOf({ ...second, words: [] })).toEqual([
    { start: 0, end: 10, startMs: 1000, endMs: 1200, isUnsure: false },
  ]);
});

test('a selection over segments: its parts, its time, its words, with and without who says them', () => {
  const selection = { from: { segmentId: 'a', offset: 8 }, to: { segmentId: 'c', offset: 99 } };
  const parts = partsOf([first, second, third], selection);
  expect(parts.map(({ segment: { id }, start, end }) => [id, start, end])).toEqual([
    ['a', 8, 19],
    ['b', 0, 10],
    ['c', 0, 4],
  ]);
  expect(spanOf(parts)).toEqual({ startMs: 200, endMs: 2090 });
  expect(copiedText(parts, { space: ' ', headOf: null })).toBe('– morning. Thank you.\nYes.');
  const headOf = (turn: { startMs: number; speakerId: string | null }) =>
    `${String(turn.startMs)} ${turn.speakerId ?? ''}:`;
  expect(copiedText(parts, { space: ' ', headOf })).toBe('0 x: – morning. Thank you.\n2000 y: Yes.');
});

test('a selection whose end is gone is none', () => {
  const selection = { from: { segmentId: 'b', offset: 0 }, to: { segmentId: 'gone', offset: 1 } };
  expect(partsOf([first, second], selection)).toEqual([]);
});
