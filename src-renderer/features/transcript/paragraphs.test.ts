import { expect, test } from 'vitest';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { lastBegun, toParagraphs } from './paragraphs.ts';

const segment = (startMs: number, endMs: number, text: string, probability = 0.9): Segment => ({
  id: String(startMs),
  startMs,
  endMs,
  speakerId: null,
  text,
  noSpeechProbability: null,
  words: [{ text, startMs, endMs, probability }],
});
const said = (paragraphs: ReturnType<typeof toParagraphs>) =>
  paragraphs.map(({ words }) => words.map(({ text }) => text).join(''));

test('a pause begins a paragraph, and within one the segments are a space apart', () => {
  const segments = [segment(0, 900, 'One.'), segment(1000, 2000, ' Two.'), segment(2100, 3000, 'Three.')];
  const after = segment(4200, 5000, 'Four.');
  expect(said(toParagraphs([...segments, after], 'en'))).toEqual(['One. Two. Three.', 'Four.']);
  expect(toParagraphs([...segments, after], 'en')[0]).toMatchObject({ startMs: 0, endMs: 3000 });
});

test('a script that writes no spaces gets none', () => {
  expect(said(toParagraphs([segment(0, 900, '今日'), segment(950, 1500, 'は')], 'ja'))).toEqual(['今日は']);
});

test('someone who never pauses is cut at the end of a segment', () => {
  const segments = Array.from({ length: 40 }, (_, at) => segment(at * 1000, at * 1000 + 990, 'x'.repeat(60)));
  const lengths = said(toParagraphs(segments, 'en')).map(({ length }) => length);
  expect(lengths.length).toBeGreaterThan(3);
  expect(Math.max(...lengths)).toBeLessThan(600);
});

test('a word that is hardly likely is marked; a segment without words is one', () => {
  const [paragraph] = toParagraphs(
    [segment(0, 500, 'Well', 0.2), { ...segment(600, 900, 'then'), words: [] }],
    'en',
  );
  expect(paragraph?.words.map(({ text, isUnsure }) => [text, isUnsure])).toEqual([
    ['Well', true],
    [' then', false],
  ]);
});

test('which has begun last', () => {
  const items = [0, 100, 100, 300].map((startMs) => ({ startMs }));
  expect([-1, 0, 99, 100, 299, 300, 1e9].map((ms) => lastBegun(items, ms))).toEqual([-1, 0, 0, 2, 2, 3, 3]);
});
