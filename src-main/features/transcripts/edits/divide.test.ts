import { expect, test } from 'vitest';
import { timedWords } from '../../../../test/support/edit-library.ts';
import type { Heard } from '../pipeline/types.ts';
import { divide, divideAnew } from './divide.ts';

const heard = (
  text: string,
  startMs = 1000,
  endMs = 5000,
  words = timedWords(text, startMs, endMs),
): Heard => {
  return { startMs, endMs, text, noSpeechProbability: 0.1, words };
};
const shown = (segments: readonly Heard[]) =>
  segments.map(({ startMs, endMs, text, words }) => {
    expect(words.map((word) => word.text).join('')).toBe(text);
    return `${startMs}-${endMs} ${text}`;
  });
const refusal = expect.objectContaining({ code: 'invalid_input' }) as unknown;

test('a segment is divided at a word, without the space between', () => {
  const own = heard('one two three four');
  const parts = ['1000-3000 one two', '3000-5000 three four'];
  expect(shown(divide(own, 7))).toEqual(parts);
  expect(shown(divide(own, 8))).toEqual(parts);
});

test('a word is divided with its time', () => {
  expect(shown(divide(heard('one abcd', 0, 4000), 6))).toEqual(['0-3200 one ab', '3200-4000 cd']);
  expect(shown(divide(heard('会議は三時です'), 3))).toEqual(['1000-2714 会議は', '2714-5000 三時です']);
});

test('there must be words on both sides, and no sign is cut', () => {
  for (const at of [0, 3, 99]) expect(() => divide(heard('one'), at)).toThrow(refusal);
  expect(() => divide(heard('👩 one'), 1)).toThrow(refusal);
  expect(shown(divide(heard('👩 one'), 2))).toHaveLength(2);
});

test('two segments never begin at once, however short', () => {
  const words = ['one', ' two'].map((text) => ({ text, startMs: 7, endMs: 7, probability: 0.5 }));
  expect(() => divide(heard('one two', 7, 8, words), 3)).toThrow(refusal);
  expect(shown(divide(heard('one two', 7, 9, words), 3))).toEqual(['7-7 one', '8-9 two']);
  expect(shown(divide(heard('one two', 5, 7, words), 3))).toEqual(['5-6 one', '6-7 two']);
});

test('a boundary takes words along whose middle it passes', () => {
  const two = [heard('one two', 0, 2000), heard('three four', 2500, 4500)] as const;
  const move = (atMs: number) => shown(divideAnew(...two, atMs));
  expect(move(2500)).toEqual(['0-2000 one two', '2500-4500 three four']);
  expect(move(2100)).toEqual(['0-2000 one two', '2100-4500 three four']);
  expect(move(1400)).toEqual(['0-1400 one', '1400-4500 two three four']);
  expect(move(3600)).toEqual(['0-3600 one two three', '3600-4500 four']);
  for (const atMs of [0, 400, 4200, 4500]) expect(() => move(atMs)).toThrow(refusal);
});
