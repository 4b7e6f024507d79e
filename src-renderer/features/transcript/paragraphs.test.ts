import { expect, test } from 'vitest';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { lastBegun, readParagraphs } from './paragraphs.ts';

const segment = (startMs: number, endMs: number, text: string, speakerId: string | null = null): Segment => ({
  id: String(startMs),
  startMs,
  endMs,
  text,
  speakerId,
  noSpeechProbability: null,
  words: [],
});
const said = (paragraphs: ReturnType<typeof readParagraphs>) =>
  paragraphs.map(({ segments }) => segments.map(({ text }) => text).join(' '));

test('a pause begins a paragraph', () => {
  const segments = [segment(0, 900, 'One.'), segment(1000, 2000, 'Two.'), segment(3200, 5000, 'Three.')];
  expect(said(readParagraphs(segments))).toEqual(['One. Two.', 'Three.']);
  expect(readParagraphs(segments)[0]).toMatchObject({ startMs: 0, endMs: 2000, letters: 8 });
});

test('another speaker begins a turn; a pause within one does not', () => {
  const segments = [
    segment(0, 900, 'A.', 'a'),
    segment(2500, 2900, 'A.', 'a'),
    segment(3000, 3900, 'B.', 'b'),
  ];
  const paragraphs = readParagraphs([...segments, segment(4000, 4500, 'Who?')]);
  expect(paragraphs.map(({ speakerId, isTurn }) => [speakerId, isTurn])).toEqual([
    ['a', true],
    ['a', false],
    ['b', true],
    [null, true],
  ]);
});

test('someone who never pauses is cut at the end of a segment', () => {
  const segments = Array.from({ length: 40 }, (_, at) => segment(at * 1000, at * 1000 + 990, 'x'.repeat(60)));
  const lengths = said(readParagraphs(segments)).map(({ length }) => length);
  expect(lengths.length).toBeGreaterThan(3);
  expect(Math.max(...lengths)).toBeLessThan(600);
});

test('while one writes, paragraphs end where they ended before', () => {
  const segments = Array.from({ length: 40 }, (_, at) => segment(at * 1000, at * 1000 + 990, 'x'.repeat(60)));
  const before = readParagraphs(segments);
  const firsts = (paragraphs: typeof before) => paragraphs.map(({ id }) => id);
  const longer = segments.with(2, segment(2000, 2990, 'x'.repeat(200)));
  const shorter = segments.with(2, segment(2000, 2990, 'x'));
  expect(firsts(readParagraphs(longer, before))).toEqual(firsts(before));
  expect(firsts(readParagraphs(shorter, before))).toEqual(firsts(before));
  const huge = segments.with(2, segment(2000, 2990, 'x'.repeat(2000)));
  expect(firsts(readParagraphs(huge, before))).toContain('3000');
  // What another said in between is their own again once it is given back.
  const turned = segments.with(3, segment(3000, 3990, 'x'.repeat(60), 'b'));
  expect(firsts(readParagraphs(segments, readParagraphs(turned, before)))).toEqual(firsts(before));
});

test('paragraphs that did not change are the very same', () => {
  const [one, two, three] = [
    segment(0, 900, 'One.'),
    segment(5000, 5900, 'Two.'),
    segment(9000, 9900, 'Three.'),
  ];
  const before = readParagraphs([one, two, three]);
  const after = readParagraphs([one, { ...two, text: 'Other.' }, three], before);
  expect(after.map((paragraph, at) => paragraph === before[at])).toEqual([true, false, true]);
});

test('which has begun last', () => {
  const items = [0, 100, 100, 300].map((startMs) => ({ startMs }));
  expect([-1, 0, 99, 100, 299, 300, 1e9].map((ms) => lastBegun(items, ms))).toEqual([-1, 0, 0, 2, 2, 3, 3]);
});
