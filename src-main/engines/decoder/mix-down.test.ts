import { expect, test } from 'vitest';
import { mixDown } from './mix-down.ts';

const sides = (left: readonly number[], right: readonly number[]) =>
  Float32Array.from(left.flatMap((one, index) => [one, right[index] ?? 0]));
const wave = Array.from({ length: 100 }, (_, index) => Math.fround(Math.sin(index)));
const halved = Float32Array.from(wave, (one) => one / 2);

test('two sides are their mean, and one alone is half as loud', () => {
  expect(mixDown(sides(wave, wave))).toEqual(Float32Array.from(wave));
  expect(mixDown(sides(wave, []))).toEqual(halved);
  expect(mixDown(new Float32Array(8))).toEqual(new Float32Array(4));
});

test('of two that cancel each other out the louder one is heard', () => {
  const inverted = wave.map((one) => -one);
  expect(mixDown(sides(wave, inverted))).toEqual(Float32Array.from(wave));
  expect(
    mixDown(
      sides(
        wave.map((one) => 0.9 * one),
        inverted,
      ),
    ),
  ).toEqual(Float32Array.from(inverted));
});
