import { expect, test } from 'vitest';
import { agreeing } from './agree.ts';
import { createMixer, RATE } from './mixer.ts';
import { findSpeech } from './pauses.ts';
import { createStretch, type Piece } from './stretch.ts';

const hum = (seconds: number, level = 0.1) =>
  Float32Array.from({ length: seconds * RATE }, (_, index) => level * Math.sin(index / 5));
const silence = (seconds: number) => hum(seconds, 0.001);
const words = (...texts: string[]) =>
  texts.map((text, index) => ({
    ...{ text: ` ${text}`, probability: 1 },
    startMs: index * 500,
    endMs: index * 500 + 400,
  }));

function next(stretch: ReturnType<typeof createStretch>): Piece {
  const piece = stretch.next();
  if (!piece) throw new Error('There is nothing to read.');
  return piece;
}

test('two readings agree on the words that they begin with, whatever their marks and cases', () => {
  expect(agreeing([], ['a'])).toBe(0);
  expect(agreeing(['Good', 'morning', 'Anna'], ['good', 'morning,', 'everyone'])).toBe(2);
  expect(agreeing(['one', 'two'], ['one'])).toBe(1);
  expect(agreeing(['one'], ['one', 'two'])).toBe(1);
});

test('silence is nothing to read', () => {
  expect(findSpeech(silence(10))).toBeUndefined();
  const stretch = createStretch(0);
  stretch.add(silence(20));
  expect(stretch.next()).toBeUndefined();
  expect(stretch.end).toBe(20 * RATE);
});

test('what two readings agree on is final, and is told once', () => {
  const stretch = createStretch(0);
  stretch.add(hum(2));
  const first = next(stretch);
  expect(first.isWhole).toBe(false);
  expect(stretch.take(first, words('good', 'moaning'))).toEqual([
    { startMs: 0, endMs: 900, text: 'good moaning', isFinal: false },
  ]);
  stretch.add(hum(2));
  expect(stretch.take(next(stretch), words('good', 'morning', 'every'))).toEqual([
    { startMs: 0, endMs: 400, text: 'good', isFinal: true },
    { startMs: 500, endMs: 1400, text: 'morning every', isFinal: false },
  ]);
  stretch.add(silence(1));
  const last = next(stretch);
  expect(last.isWhole).toBe(true);
  expect(stretch.take(last, words('good', 'morning', 'everyone'))).toEqual([
    { startMs: 500, endMs: 1400, text: 'morning everyone', isFinal: true },
  ]);
  expect(stretch.next()).toBeUndefined();
});

test('times count from the beginning of the recording, also after a pause', () => {
  const stretch = createStretch(60 * RATE);
  stretch.add(silence(3));
  stretch.add(hum(2));
  stretch.add(silence(1));
  const [caption] = stretch.take(next(stretch), words('one'));
  expect(caption?.startMs).toBeGreaterThan(62_500);
  expect(caption?.startMs).toBeLessThanOrEqual(63_000);
});

test('without a pause words become final in the end, and nobody has to remember more than 30 s', () => {
  const stretch = createStretch(0);
  stretch.add(hum(26));
  const piece = next(stretch);
  expect(piece.isWhole).toBe(true);
  stretch.add(hum(60));
  expect(stretch.take(piece, words('one'))).toMatchObject([{ startMs: 0, isFinal: true }]);
  const after = next(stretch);
  expect(after.at).toBe(56 * RATE);
  expect(after.pcm.length).toBe(30 * RATE);
});

test.each([8000, 16_000, 44_100, 48_000])(
  'sound of %i Hz in pieces becomes 16 kHz, its tracks mixed',
  (rate) => {
    const mix = createMixer(2, rate);
    const samples = new Int16Array(rate * 2);
    for (let frame = 0; frame < rate; frame += 1) samples[frame * 2] = 16_384;
    const bytes = new Uint8Array(samples.buffer);
    const cut = 4 * Math.floor(rate / 3);
    const pieces = [mix(bytes.subarray(0, cut)), mix(bytes.subarray(cut))];
    const mixed = pieces.flatMap((piece) => [...piece]);
    expect(Math.abs(mixed.length - RATE)).toBeLessThanOrEqual(1);
    expect(mixed.every((sample) => Math.abs(sample - 0.25) < 1e-6)).toBe(true);
  },
);
