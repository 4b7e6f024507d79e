import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaced, withKeys } from '../../../test/support/gguf-keys.ts';
import { randomFrom } from '../../../test/support/random.ts';
import { nanoModel } from '../../../test/support/sample.ts';
import { sharedHome } from '../../../test/support/temp-home.ts';
import { writeTinyGguf } from '../../../test/support/tiny-gguf.ts';
import { AppError } from '../../rpc/errors.ts';
import { checkFile, factsOf } from './check.ts';

const path = join(sharedHome(), 'tiny.gguf');
writeTinyGguf(path, { contextTokens: 2048 });
const tiny = readFileSync(path);

const check = (bytes: Uint8Array) =>
  factsOf({ size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) });

function problemWith(bytes: Uint8Array): string {
  try {
    check(bytes);
    return 'fine';
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.details.reason].filter(Boolean).join(' ');
    throw error;
  }
}

test('a language model is what its head says', () => {
  const facts = checkFile(path);
  expect(facts).toMatchObject({
    ...{ kind: 'language', quantisation: 'f32' },
    // Four heads of sixteen numbers, keys and values, two bytes each, in two layers.
    shape: { contextTokens: 2048, layers: 2, embedding: 64, bytesPerToken: 2 * 4 * (16 + 16) * 2 },
  });
  if (facts.kind !== 'language') throw new Error('It is no language model.');
  const { vocabulary, layerBytes, weightBytes } = facts.shape;
  expect(weightBytes - layerBytes).toBe(4 * (2 * 64 * vocabulary + 64));
  expect(layerBytes).toBe(2 * 4 * (4 * 64 * 64 + 3 * 64 * 128 + 2 * 64));
  expect(checkFile(nanoModel)).toEqual({ kind: 'speech', isMultilingual: false, quantisation: 'q8_0' });
});

test('heads may differ from layer to layer, and keys from values', () => {
  const other = replaced(tiny, 'llama.attention.head_count_kv', 'llama.attention.head_count_xx');
  const keys = { 'llama.attention.head_count_kv': { numbers: [4, 1] }, 'llama.attention.key_length': 8 };
  expect(check(withKeys(other, keys))).toMatchObject({ shape: { bytesPerToken: 5 * (8 + 16) * 2 } });
  const one = withKeys(other, { 'llama.attention.head_count_kv': { numbers: [4] } });
  expect(problemWith(one)).toBe('file_damaged');
});

test('what is in GGUF form and can not write is refused with the reason', () => {
  expect(problemWith(withKeys(tiny, {}))).toBe('fine');
  const cases: [keys: Parameters<typeof withKeys>[1], reason: string][] = [
    [{ 'general.type': 'adapter' }, 'adapter'],
    [{ 'general.type': 'mmproj' }, 'projector'],
    [{ 'split.count': { short: 3 } }, 'split'],
    [{ 'llama.pooling_type': 1 }, 'embedding'],
    [{ 'llama.attention.causal': false }, 'embedding'],
  ];
  for (const [keys, reason] of cases)
    expect(problemWith(withKeys(tiny, keys))).toBe(`unsupported_format ${reason}`);
  expect(problemWith(withKeys(tiny, { 'split.count': { short: 1 } }))).toBe('fine');
  const nameless = replaced(tiny, 'general.architecture', 'general.architectur_');
  expect(problemWith(nameless)).toBe('unsupported_format no_writer');
  for (const [architecture, reason] of [
    ['clip', 'projector'],
    ['whisper', 'speech'],
    ['bert', 'embedding'],
  ] as const)
    expect(problemWith(withKeys(nameless, { 'general.architecture': architecture }))).toBe(
      `unsupported_format ${reason}`,
    );
  const speechless = replaced(tiny, 'tokenizer.ggml.model', 'tokenizer.ggml.other');
  expect(problemWith(speechless)).toBe('unsupported_format no_writer');
  const empty = Buffer.concat([Buffer.from('GGUF\x03\0\0\0'), Buffer.alloc(100_000)]);
  expect(problemWith(empty)).toBe('unsupported_format no_writer');
  for (const version of [0, 1, 4, 0x03000000]) {
    const other = Buffer.from(tiny);
    other.writeUInt32LE(version, 4);
    expect(problemWith(other)).toBe('unsupported_format unknown_type');
  }
});

test('lists of tokens that do not belong together are refused, since llama.cpp reads past their ends', () => {
  const scores = replaced(tiny, 'tokenizer.ggml.scores', 'tokenizer.ggml.xxxxxx');
  expect(problemWith(withKeys(scores, { 'tokenizer.ggml.scores': { numbers: [1, 2] } }))).toBe(
    'file_damaged',
  );
  expect(problemWith(withKeys(tiny, { 'general.architecture': 'llama' }))).toBe('file_damaged');
});

/** The same file with other bytes in a value of its head, found by its key. */
function changed(key: string, change: (value: Buffer) => void): Buffer {
  const file = Buffer.from(tiny);
  change(file.subarray(file.indexOf(key) + key.length));
  return file;
}

test('what llama.cpp would abort on, or refuse once it is loaded, is refused', () => {
  const elements = (type: number) => (value: Buffer) => value.writeUInt32LE(type, 4);
  // Of four bytes each, so that all that follows stays where it is.
  for (const [key, wrongType] of [
    ['tokenizer.ggml.scores', 5],
    ['tokenizer.ggml.token_type', 6],
  ] as const)
    expect([key, problemWith(changed(key, elements(wrongType)))]).toEqual([key, 'file_damaged']);
  const epsilon = 'llama.attention.layer_norm_rms_epsilon';
  const whole = (value: number) => (bytes: Buffer) => {
    bytes.writeUInt32LE(4, 0);
    bytes.writeUInt32LE(value, 4);
  };
  expect(problemWith(changed(epsilon, whole(1)))).toBe('file_damaged');
  expect(problemWith(changed(epsilon, (value) => value.writeFloatLE(NaN, 4)))).toBe('file_damaged');
  for (const [heads, problem] of [
    [0, 'file_damaged'],
    [6, 'file_damaged'],
    [8, 'fine'],
  ] as const)
    expect(problemWith(changed('llama.attention.head_count', whole(heads)))).toBe(problem);
  const tokenizer = (name: string) => (value: Buffer) => value.write(name, 12, 'latin1');
  expect(problemWith(changed('tokenizer.ggml.model', tokenizer('bert!')))).toBe(
    'unsupported_format no_writer',
  );

  const { count } = tokenList();
  for (const word of ['', 'x'])
    expect(problemWith(withTokens(Array.from({ length: count }, () => word)))).toBe('file_damaged');
  expect(problemWith(withTokens(Array.from({ length: count }, (_, index) => `x${index}`)))).toBe('fine');
});

/** Where the list of tokens stands, and how many there are. */
function tokenList() {
  const key = 'tokenizer.ggml.tokens';
  const start = tiny.indexOf(key) + key.length + 4 + 4 + 8;
  const count = Number(tiny.readBigUInt64LE(start - 8));
  let end = start;
  for (let left = count; left > 0; left -= 1) end += 8 + Number(tiny.readBigUInt64LE(end));
  return { start, end, count };
}

/** With other tokens; weights at its end, however many, make up for what is shorter. */
function withTokens(words: readonly string[]): Buffer {
  const { start, end } = tokenList();
  const list = words.flatMap((word) => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(word.length));
    return [length, Buffer.from(word)];
  });
  return Buffer.concat([tiny.subarray(0, start), ...list, tiny.subarray(end), Buffer.alloc(10_000)]);
}

test('a model cut off anywhere is damaged', () => {
  for (let part = 1; part < 200; part += 1) {
    const cut = tiny.subarray(0, Math.max(8, Math.ceil((tiny.length * part) / 200)));
    expect([part, problemWith(cut)]).toEqual([part, 'file_damaged']);
  }
  expect(problemWith(tiny.subarray(0, tiny.length - 1))).toBe('file_damaged');
});

/** Where the weights begin: the last tensor's name stands shortly before. */
const headBytes = tiny.indexOf('output.weight', tiny.indexOf('output_norm.weight')) + 13 + 40;

test('lengths and counts that can not be are refused at once, wherever they stand', () => {
  const values = [2n ** 63n, 2n ** 53n, 2n ** 40n, 2n ** 31n];
  for (let offset = 8; offset < headBytes; offset += 97)
    for (const value of values) {
      const changed = Buffer.from(tiny);
      changed.writeBigUInt64LE(value, offset);
      expect(['fine', 'file_damaged', 'unsupported_format']).toContain(problemWith(changed).split(' ')[0]);
    }
  // The counts of tensors and of keys.
  for (const offset of [8, 16])
    for (const value of [...values, 1n]) {
      const changed = Buffer.from(tiny);
      changed.writeBigUInt64LE(value, offset);
      expect(problemWith(changed)).toMatch(/^(file_damaged|unsupported_format)/);
    }
});

test('of two thousand files with changed bytes in the head none breaks the reader', () => {
  const random = randomFrom(7);
  const found = new Map<string, number>();
  for (let round = 0; round < 2000; round += 1) {
    const changed = Buffer.from(tiny.subarray(0, headBytes + 64));
    for (let left = 1 + random(4); left > 0; left -= 1) changed[random(headBytes)] = random(256);
    const whole = {
      size: tiny.length,
      read: (offset: number, length: number) => changed.subarray(offset, offset + length),
    };
    let code = 'fine';
    try {
      factsOf(whole);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      ({ code } = error);
    }
    found.set(code, (found.get(code) ?? 0) + 1);
  }
  expect([...found.keys()].sort()).toEqual(['file_damaged', 'fine', 'unsupported_format']);
});
