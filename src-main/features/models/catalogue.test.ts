import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectedTensors } from '../../engines/whisper/model-file/tensors.ts';
import { readCatalogue, type Card } from './catalogue.ts';

const { builtin, models: all } = readCatalogue(join(import.meta.dirname, '../../../resources'));
const models = all.filter(({ kind }) => kind === 'speech');

test('each model is there once, under its published name', () => {
  expect(new Set([builtin, ...all].map(({ id }) => id)).size).toBe(all.length + 1);
  expect(new Set([builtin, ...all].map(({ sha256 }) => sha256)).size).toBe(all.length + 1);
  for (const { id, source, quantisation, isMultilingual, licence } of models) {
    const name = id.replace(/^whisper-/, '');
    expect(source).toBe(`https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-${name}.bin`);
    expect(quantisation).toBe(/-(q\d_\d)$/.exec(name)?.[1] ?? 'f16');
    expect(isMultilingual).toBe(!name.includes('.en'));
    expect(licence).toBe('MIT');
  }
});

test('the built-in model is the file that lies there', () => {
  const file = readFileSync(builtin.path);
  expect(file.length).toBe(builtin.bytes);
  expect(createHash('sha256').update(file).digest('hex')).toBe(builtin.sha256);
});

const shapes = {
  tiny: [384, 4, 4],
  base: [512, 6, 6],
  small: [768, 12, 12],
  medium: [1024, 24, 24],
  'large-v3-turbo': [1280, 32, 4],
  'large-v3': [1280, 32, 32],
} as const;
const fileTypes: Record<string, number> = { f16: 1, q8_0: 7, q5_0: 8, q5_1: 9 };

/** What is left of the file when all else that a model of this size holds is taken away. */
function vocabularyBytes({ id, bytes, quantisation, isMultilingual }: Card): number {
  const size = /^whisper-(large-v3-turbo|large-v3|[a-z]+)/.exec(id)?.[1] as keyof typeof shapes;
  const [state, audioLayers, textLayers] = shapes[size];
  const isThird = size.startsWith('large');
  const vocabulary = isMultilingual ? (isThird ? 51_866 : 51_865) : 51_864;
  const melBands = isThird ? 128 : 80;
  const tensors = expectedTensors({
    ...{ vocabulary, audioContext: 1500, audioState: state, audioHeads: state / 64, audioLayers },
    ...{ textContext: 448, textState: state, textHeads: state / 64, textLayers, melBands },
    ...{ fileType: fileTypes[quantisation] ?? -1, isMultilingual },
  });
  const heads = [...tensors].map(([name, { shape }]) => 12 + 4 * shape.length + name.length);
  const weights = [...tensors.values()].map((tensor) => tensor.bytes);
  const known = [...heads, ...weights].reduce((sum, part) => sum + part, 0);
  return bytes - 48 - 8 - melBands * 201 * 4 - known;
}

test('each size is that of a model with these weights and one of two vocabularies', () => {
  const left = (isMultilingual: boolean) =>
    new Set(models.filter((card) => card.isMultilingual === isMultilingual).map(vocabularyBytes));
  expect([...left(false)]).toHaveLength(1);
  expect([...left(true)]).toHaveLength(1);
  for (const { bytes, memoryBytes } of models) expect(memoryBytes).toBeGreaterThan(bytes);
});

test('each language model is one file at one commit, which never changes', () => {
  const language = all.filter(({ kind }) => kind === 'language');
  expect(language.length).toBeGreaterThan(8);
  for (const { id, source, quantisation, bytes, memoryBytes, licence, contextTokens } of language) {
    expect(source).toMatch(/^https:\/\/huggingface\.co\/[^/]+\/[^/]+\/resolve\/[0-9a-f]{40}\/[^/]+\.gguf$/);
    expect(source.toLowerCase()).toContain(`${quantisation}.gguf`);
    expect(id.endsWith(quantisation)).toBe(true);
    expect([licence, contextTokens !== null && contextTokens >= 32_768]).toEqual([expect.any(String), true]);
    expect(memoryBytes).toBeGreaterThan(bytes + 300 * 2 ** 20);
  }
});
