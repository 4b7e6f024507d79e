import { expect, test } from 'vitest';
import { faintVoices } from './faint.ts';

const RATE = 16_000;
const voice = { startMs: 4000, endMs: 6000 };

/** Ten seconds of a tone, in the middle of it louder by so many decibels. */
const tone = (louder: number) =>
  Float32Array.from({ length: 10 * RATE }, (_, index) => {
    const ms = index / 16;
    const isVoice = ms >= voice.startMs && ms < voice.endMs;
    return 0.05 * Math.sin((2 * Math.PI * 300 * index) / RATE) * (isVoice ? 10 ** (louder / 20) : 1);
  });

test('a voice is faint where it is less than five decibels louder than what is around it', () => {
  expect(faintVoices(tone(4), [voice])).toEqual([voice]);
  expect(faintVoices(tone(6), [voice])).toEqual([]);
});

test('another voice is not what is around one, and where next to nothing is, nothing is said', () => {
  const others = [
    { startMs: 0, endMs: 3800 },
    { startMs: 6200, endMs: 10_000 },
  ];
  expect(faintVoices(tone(0), [...others, voice])).toEqual([]);
  expect(faintVoices(tone(0), [{ startMs: 1000, endMs: 1500 }, others[1] ?? voice, voice])).toContainEqual(
    voice,
  );
});
