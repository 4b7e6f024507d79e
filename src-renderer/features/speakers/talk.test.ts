import { expect, test } from 'vitest';
import { talkOf } from './talk.ts';

const said = (startMs: number, endMs: number, speakerId: string | null) => ({
  ...{ id: String(startMs), startMs, endMs, speakerId },
  ...{ text: '', noSpeechProbability: null, words: [] },
});

test('how long each one speaks, of all that is said', () => {
  const talk = talkOf([said(0, 100, 'a'), said(100, 400, 'b'), said(900, 1500, 'a'), said(2000, 3000, null)]);
  expect([...talk].map(([id, { ms, share, longest }]) => [id, ms, share, longest.id])).toEqual([
    ['a', 700, 0.35, '900'],
    ['b', 300, 0.15, '100'],
    [null, 1000, 0.5, '2000'],
  ]);
});

test('a meeting in which nothing takes time has no shares', () => {
  expect(talkOf([said(5, 5, 'a')]).get('a')?.share).toBe(0);
});
