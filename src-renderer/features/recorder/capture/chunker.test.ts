import { expect, test } from 'vitest';
import { createChunker, createMeter } from './chunker.ts';

const block = (...values: number[]) => Float32Array.from(values);

function chunks(channels: number, frames: number) {
  const given: number[][] = [];
  return { given, chunker: createChunker(channels, frames, (samples) => given.push([...samples])) };
}

test('tracks are interleaved, block after block, in chunks of one length', () => {
  const { given, chunker } = chunks(2, 3);
  chunker.push([block(1 / 32_768, 2 / 32_768), block(-1 / 32_768, -2 / 32_768)], 2);
  expect(given).toEqual([]);
  chunker.push([block(3 / 32_768, 4 / 32_768), block(-3 / 32_768, -4 / 32_768)], 2);
  expect(given).toEqual([[1, -1, 2, -2, 3, -3]]);
  chunker.flush();
  expect(given[1]).toEqual([4, -4]);
  chunker.flush();
  expect(given).toHaveLength(2);
});

test('a track that gives nothing is silence of the same length, so that the other one stays where it is', () => {
  const { given, chunker } = chunks(2, 2);
  chunker.push([undefined, block(0.5, 0.25)], 2);
  chunker.push([block(0.5, 0.25), undefined], 2);
  expect(given).toEqual([
    [0, 16_384, 0, 8192],
    [16_384, 0, 8192, 0],
  ]);
});

test('what is too loud is cut off and not folded over, and what was 16 bits is the same again', () => {
  const { given, chunker } = chunks(1, 6);
  chunker.push([block(1, -1, 2, -2, 12_345 / 32_768, -32_768 / 32_768)], 6);
  expect(given).toEqual([[32_767, -32_768, 32_767, -32_768, 12_345, -32_768]]);
});

test('a chunk that was given is not written to again', () => {
  const given: Int16Array[] = [];
  const chunker = createChunker(1, 2, (samples) => given.push(samples));
  chunker.push([block(0.5, 0.5, 0.25, 0.25)], 4);
  expect(given.map((samples) => samples[0])).toEqual([16_384, 8192]);
});

test('the meter tells the loudest sample of each track, once for so many frames', () => {
  const told: number[][] = [];
  const meter = createMeter(2, 4, (peaks) => told.push(peaks));
  meter.push([block(0.5, -0.75), block(0, 0)], 2);
  meter.push([block(0.25, 0.25), undefined], 2);
  meter.push([block(0, 0.125), block(-1, 0)], 2);
  meter.push([block(0, 0), block(0, 0)], 2);
  expect(told).toEqual([
    [0.75, 0],
    [0.125, 1],
  ]);
});
