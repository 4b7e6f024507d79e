import { expect, test } from 'vitest';
import { fit, usualMemory } from './fit.ts';

const GB = 1e9;
/** Of the shape of Qwen3 4B. */
const shape = {
  ...{ contextTokens: 40_960, layers: 36, embedding: 2560, vocabulary: 151_936 },
  ...{ weightBytes: 2.5 * GB, layerBytes: 2.1 * GB, bytesPerToken: 147_456 },
};

test.each([
  // All of it on the graphics processor, with as long a context as helps.
  [16, 24, 32_768, 37],
  [16, 6.5, 16_384, 37],
  [16, 5, 8192, 37],
  // A context of 4096 would let all of it on there; a part of it with more is better.
  [16, 4.2, 16_384, 26],
  [16, 2, 16_384, 10],
  // Too little for one layer.
  [16, 0.5, 16_384, 0],
  [16, null, 16_384, 0],
  [6, null, 8192, 0],
  [4.5, null, 4096, 0],
])('%s GB free, %s GB of it for graphics: a context of %s, %s layers', (memory, graphics, tokens, layers) => {
  const free = {
    memoryBytes: memory * GB,
    graphicsBytes: graphics === null ? null : graphics * GB,
  };
  const found = fit(shape, free);
  expect(found).toMatchObject({ contextTokens: tokens, graphicsLayers: layers });
});

test('where there is no room for the weights, nothing fits', () => {
  expect(fit(shape, { memoryBytes: 3 * GB, graphicsBytes: null })).toBeNull();
  expect(fit(shape, { memoryBytes: 3 * GB, graphicsBytes: 1.5 * GB })).not.toBeNull();
});

test('never more context than it was trained for, and as much as that where it is little', () => {
  for (const [trained, expected] of [
    [100, 100],
    [700, 512],
    [10_000, 8192],
  ]) {
    const own = { ...shape, contextTokens: trained ?? 0 };
    expect(fit(own, { memoryBytes: 64 * GB, graphicsBytes: null })).toMatchObject({
      contextTokens: expected,
    });
    expect(fit(own, { memoryBytes: 64 * GB, graphicsBytes: 64 * GB })).toMatchObject({
      contextTokens: expected,
      graphicsLayers: 37,
    });
  }
});

test('whatever there is, what is promised has room', () => {
  for (let memory = 0.5; memory < 40; memory *= 1.3)
    for (let graphics = 0.1; graphics < 40; graphics *= 1.3) {
      const found = fit(shape, { memoryBytes: memory * GB, graphicsBytes: graphics * GB });
      if (!found) continue;
      expect(found.memoryBytes).toBeLessThan((memory + graphics) * GB);
      expect(found.memoryBytes).toBeGreaterThan(shape.weightBytes);
      expect(found.graphicsLayers).toBeLessThanOrEqual(37);
    }
});

test('a list tells what 8192 tokens take, or all that there can be', () => {
  expect(usualMemory(shape)).toBe(usualMemory({ ...shape, contextTokens: 8192 }));
  expect(usualMemory({ ...shape, contextTokens: 1000 })).toBeLessThan(usualMemory(shape));
});
