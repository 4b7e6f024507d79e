import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../../rpc/errors.ts';
import { checkModel } from './check.ts';

const model = readFileSync(
  join(import.meta.dirname, '../../../../resources/models/nano-en/ggml-nano-en.bin'),
);

const check = (bytes: Uint8Array) =>
  checkModel({ size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) });

function codeFor(bytes: Uint8Array): string {
  try {
    check(bytes);
    return 'fine';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

function withInt(offset: number, value: number): Buffer {
  const changed = Buffer.from(model);
  changed.writeInt32LE(value, offset);
  return changed;
}

test('the nano model is what its card says', () => {
  const { isMultilingual, audioState, audioLayers, textLayers, melBands } = check(model);
  expect({ isMultilingual, audioState, audioLayers, textLayers, melBands }).toEqual({
    ...{ isMultilingual: false, audioState: 128, audioLayers: 4, textLayers: 3, melBands: 80 },
  });
});

test('a model cut off anywhere is damaged', () => {
  for (let part = 1; part < 50; part += 1)
    expect(codeFor(model.subarray(0, Math.ceil((model.length * part) / 50)))).toBe('file_damaged');
  expect(codeFor(model.subarray(0, model.length - 1))).toBe('file_damaged');
});

test('no number of the head may be another', () => {
  expect(codeFor(withInt(0, 0x46554747))).toBe('unsupported_format');
  // From the vocabulary to the type of the matrices.
  for (let offset = 4; offset < 48; offset += 4)
    for (const value of [-1, 0, 5, 2 ** 31 - 1])
      expect(codeFor(withInt(offset, value)), `${value} at ${offset}`).not.toBe('fine');
});

test('no length of the vocabulary may be another', () => {
  const filters = 56 + 80 * 201 * 4;
  for (const offset of [48, 52, filters, filters + 4])
    for (const value of [-1, 2 ** 31 - 1, 1000]) expect(codeFor(withInt(offset, value))).not.toBe('fine');
});
