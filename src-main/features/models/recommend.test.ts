import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { hasMemory, recommend } from './recommend.ts';

const { models } = readCatalogue(join(import.meta.dirname, '../../../resources'));
const GB = 1e9;

test.each([
  [24, 64, 16, 'whisper-large-v3-turbo', 'graphics_memory'],
  [2, 64, 16, 'whisper-large-v3-turbo-q5_0', 'graphics_memory'],
  [0.6, 16, 4, 'whisper-base', 'graphics_memory'],
  // Too little of it for any model: the processor it is.
  [0.1, 16, 4, 'whisper-small-q5_1', 'slow_processor'],
  [null, 16, 8, 'whisper-large-v3-turbo-q5_0', 'fast_processor'],
  [null, 2, 8, 'whisper-small-q5_1', 'little_memory'],
  [null, 16, 4, 'whisper-small-q5_1', 'slow_processor'],
  [null, 1, 4, 'whisper-base-q5_1', 'little_memory'],
  [null, 16, 2, 'whisper-base-q5_1', 'slow_processor'],
  [null, 0.5, 2, 'whisper-tiny-q5_1', 'little_memory'],
])('%s GB of graphics memory, %s GB, %s cores: %s, %s', (graphics, memory, cores, id, reason) => {
  const graphicsBytes = graphics === null ? null : graphics * GB;
  const found = recommend('speech', models, { memoryBytes: memory * GB, cores, graphicsBytes });
  const measured = reason === 'graphics_memory' ? graphicsBytes : memory * GB;
  expect(found).toEqual({ id, reason, memoryBytes: measured });
});

test('a machine too small for any is told none', () => {
  expect(recommend('speech', models, { memoryBytes: 0.2 * GB, cores: 2, graphicsBytes: null })).toBeNull();
});

test.each([
  [24, 64, 16, 'qwen3-8b-q4_k_m', 'graphics_memory'],
  [6, 64, 16, 'qwen3-4b-q4_k_m', 'graphics_memory'],
  [2, 16, 8, 'qwen3-4b-q4_k_m', 'fast_processor'],
  [null, 8, 8, 'qwen3-1.7b-q4_k_m', 'little_memory'],
  [null, 16, 4, 'qwen3-1.7b-q4_k_m', 'slow_processor'],
  [null, 4, 2, 'qwen3-0.6b-q8_0', 'little_memory'],
])('language: %s GB of graphics memory, %s GB, %s cores: %s, %s', (graphics, memory, cores, id, reason) => {
  const graphicsBytes = graphics === null ? null : graphics * GB;
  const found = recommend('language', models, { memoryBytes: memory * GB, cores, graphicsBytes });
  expect(found).toMatchObject({ id, reason });
});

test('a model fits where the machine or its graphics processor has the memory', () => {
  const machine = (graphicsBytes: number | null) => ({ memoryBytes: 8, cores: 1, graphicsBytes });
  expect([hasMemory(8, machine(null)), hasMemory(9, machine(null)), hasMemory(9, machine(12))]).toEqual([
    ...[true, false, true],
  ]);
});
