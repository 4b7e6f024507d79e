import { expect, test } from 'vitest';
import { toTranscript } from './transcript.ts';

/** Segments of three words each, the words as long as each other. */
function transcribed(spans: [number, number][], durationMs = 30_000) {
  const segments = spans.map(([startMs, endMs], index) => {
    const at = (word: number) => startMs + ((endMs - startMs) * word) / 3;
    const pieces = [' one', ' two', ` ${index}`].map((text, word) => {
      return { text, startMs: at(word), endMs: at(word + 1), probability: 1 };
    });
    return { startMs, endMs, noSpeechProbability: 0, pieces };
  });
  return toTranscript({ language: 'en', segments }, durationMs).segments;
}
const times = (found: { startMs: number; endMs: number }[]) =>
  found.map(({ startMs, endMs }) => [startMs, endMs]);

test.each<[string, [number, number][], [number, number][]]>([
  [
    'begins with the next one, and takes of its time',
    [
      [0, 6000],
      [6000, 6000],
      [6000, 12_000],
    ],
    [
      [0, 6000],
      [6000, 7000],
      [7000, 12_000],
    ],
  ],
  [
    'takes no more than its share',
    [
      [6000, 6000],
      [6000, 6000],
      [6000, 6900],
    ],
    [
      [6000, 6300],
      [6300, 6600],
      [6600, 6900],
    ],
  ],
  [
    'has the pause after it',
    [
      [0, 6000],
      [6000, 6000],
      [6600, 9000],
      [9000, 9000],
      [20_000, 24_000],
    ],
    [
      [0, 6000],
      [6000, 6600],
      [6600, 9000],
      [9000, 10_000],
      [20_000, 24_000],
    ],
  ],
  [
    'stands at the end, and takes of the time of the one before it',
    [
      [20_000, 30_000],
      [30_000, 31_000],
      [31_000, 31_000],
    ],
    [
      [20_000, 28_000],
      [28_000, 29_000],
      [29_000, 30_000],
    ],
  ],
])('a segment without time of its own %s', (_what, spans, expected) => {
  const segments = transcribed(spans);
  expect(times(segments)).toEqual(expected);
  for (const { startMs, endMs, words } of segments) {
    const edges = times(words).flat();
    expect(edges).toEqual(edges.toSorted((a, b) => a - b));
    expect([edges[0], edges.at(-1)]).toEqual([startMs, endMs]);
    for (const word of words) expect(word.endMs).toBeGreaterThan(word.startMs);
  }
});

test('segments that have their time keep it', () => {
  const spans: [number, number][] = [
    [0, 6000],
    [6000, 9000],
    [9500, 12_000],
  ];
  expect(times(transcribed(spans))).toEqual(spans);
});
