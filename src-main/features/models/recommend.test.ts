import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { recommend } from './recommend.ts';

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
  const found = recommend(models, { memoryBytes: memory * GB, cores, graphicsBytes });
  const measured = reason === 'graphics_memory' ? graphicsBytes : memory * GB;
  expect(found).toEqual({ id, reason, memoryBytes: measured });
});

test('a machine too small for any is told none', () => {
  expect(recommend(models, { memoryBytes: 0.2 * GB, cores: 2, graphicsBytes: null })).toBeNull();
});
