import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../../rpc/errors.ts';
import { checkModel } from './check.ts';
import { readHeader } from './header.ts';
import { createReader } from '../../model-file/reader.ts';

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

test('more layers than any model has are refused, before there is room made for them', () => {
  const header = (audioLayers: number, textLayers: number) => () => {
    const bytes = Buffer.from(model.subarray(0, 48));
    bytes.writeInt32LE(audioLayers, 20);
    bytes.writeInt32LE(textLayers, 36);
    const read = (offset: number, length: number) => bytes.subarray(offset, offset + length);
    return readHeader(createReader({ size: bytes.length, read }));
  };
  expect(header(48, 48)()).toMatchObject({ audioLayers: 48, textLayers: 48 });
  expect(header(49, 3)).toThrow(expect.objectContaining({ code: 'file_damaged' }));
  expect(header(4, 49)).toThrow(expect.objectContaining({ code: 'file_damaged' }));
});

/** Puts another text of the same length in the place of each token. */
function withTokens(change: (token: Buffer) => void): Buffer {
  const changed = Buffer.from(model);
  const start = 56 + 80 * 201 * 4;
  let at = start + 4;
  for (let left = changed.readInt32LE(start); left > 0; left -= 1) {
    const length = changed.readInt32LE(at);
    change(changed.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return changed;
}

test('a vocabulary of tokens that are all alike, or without a space, is damaged', () => {
  expect(codeFor(withTokens(() => undefined))).toBe('fine');
  expect(codeFor(withTokens((token) => token.fill('a')))).toBe('file_damaged');
  expect(codeFor(withTokens((token) => token.fill(0xff)))).toBe('file_damaged');
  expect(codeFor(withTokens((token) => token.toString() === ' ' && token.fill('a')))).toBe('file_damaged');
});

test('no length of the vocabulary may be another', () => {
  const filters = 56 + 80 * 201 * 4;
  for (const offset of [48, 52, filters, filters + 4])
    for (const value of [-1, 2 ** 31 - 1, 1000]) expect(codeFor(withInt(offset, value))).not.toBe('fine');
});
