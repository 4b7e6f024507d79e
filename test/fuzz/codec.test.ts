import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode } from '../../src-main/rpc/codec.ts';
import { AppError } from '../../src-main/rpc/errors.ts';
import { seed } from '../support/seed.ts';

/** What crosses a wire: JSON, with bytes anywhere in it and keys that name parts of a prototype. */
const key = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'bytes', 'message', 'path', 'length'),
);
const { message } = fc.letrec((tie) => ({
  message: fc.oneof(
    { maxDepth: 5 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 50 }).map((bytes) => new Uint8Array(bytes)),
    fc.array(tie('message'), { maxLength: 5 }),
    fc.dictionary(key, tie('message'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

const options = { seed, numRuns: 2000 };

function refused(frame: string | Uint8Array): boolean {
  try {
    decode(frame);
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_input') return true;
    throw error;
  }
}

function frameOf(header: unknown, bytes: Uint8Array = new Uint8Array()): Uint8Array {
  const head = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return new Uint8Array(Buffer.concat([length, head, bytes]));
}

test('what is encoded comes back as it was', () => {
  fc.assert(
    fc.property(message, (value) => {
      // Not by the expectation of the same meaning, which asks each object for its `constructor`.
      return isDeepStrictEqual(decode(encode({ value })), { value });
    }),
    options,
  );
});

test('a frame cut anywhere, or with more behind it, is refused', () => {
  fc.assert(
    fc.property(message, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 9 }), (value, cut, more) => {
      const frame = encode({ value, data: new Uint8Array([1, 2, 3]) });
      if (typeof frame === 'string') throw new Error('Bytes make a binary frame');
      expect(refused(frame.subarray(0, cut % frame.length))).toBe(true);
      expect(refused(new Uint8Array([...frame, ...more]))).toBe(true);
    }),
    options,
  );
});

test('random bytes and changed frames are refused or are a message, and nothing else', () => {
  fc.assert(
    fc.property(
      message,
      fc.uint8Array({ maxLength: 200 }),
      fc.nat(),
      fc.nat(255),
      (value, junk, where, byte) => {
        refused(new Uint8Array(junk));
        refused(Buffer.from(junk).toString('latin1'));
        const frame = encode({ value, data: new Uint8Array([1, 2, 3]) });
        if (typeof frame === 'string') throw new Error('Bytes make a binary frame');
        frame[where % frame.length] = byte;
        refused(frame);
      },
    ),
    options,
  );
});

test('bytes can be put where the message left room for them, and nowhere else', () => {
  const bytes = new Uint8Array(2);
  const hostile = [
    { message: {}, bytes: [{ path: ['__proto__'], length: 2 }] },
    { message: {}, bytes: [{ path: ['__proto__', 'polluted'], length: 2 }] },
    { message: {}, bytes: [{ path: ['__proto__', '__proto__'], length: 2 }] },
    { message: {}, bytes: [{ path: ['constructor', 'prototype', '__proto__'], length: 2 }] },
    { message: {}, bytes: [{ path: ['constructor', 'prototype', 'polluted'], length: 2 }] },
    { message: { a: null }, bytes: [{ path: ['a', '__proto__'], length: 2 }] },
    { message: [null], bytes: [{ path: ['length'], length: 2 }] },
    { message: [null], bytes: [{ path: [1], length: 2 }] },
    { message: { a: 'taken' }, bytes: [{ path: ['a'], length: 2 }] },
    { message: { a: 'taken' }, bytes: [{ path: ['a', 0], length: 2 }] },
    { message: null, bytes: [{ path: [], length: 2 }] },
    { message: { a: null }, bytes: [{ path: ['a'], length: 3 }] },
    { message: { a: null }, bytes: [{ path: ['a'], length: 1 }] },
    { message: { a: null }, bytes: [{ path: ['a'], length: -2 }] },
    { message: { a: null }, bytes: [{ path: ['a'], length: 1.5 }] },
    { message: { a: null }, bytes: [{ path: ['a'], length: 1e20 }] },
    { message: { a: null }, bytes: [{ path: ['a'], length: '2' }] },
    { message: { a: null }, bytes: [{ path: 'a', length: 2 }] },
    { message: { a: null }, bytes: [{ path: [{}], length: 2 }] },
    {
      message: { a: null },
      bytes: [
        { path: ['a'], length: 1 },
        { path: ['a'], length: 1 },
      ],
    },
    {
      message: { a: null },
      bytes: [
        { path: ['a'], length: 2 },
        { path: ['a', 'buffer'], length: 0 },
      ],
    },
    { message: { a: null }, bytes: { 0: { path: ['a'], length: 2 }, length: 1 } },
    { message: { a: null }, bytes: [null] },
    { message: { a: null } },
    [],
    'null',
    '"x"',
    '',
    '{"message":',
  ];
  for (const header of hostile) expect(refused(frameOf(header, bytes)), JSON.stringify(header)).toBe(true);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect('polluted' in {}).toBe(false);

  const own = frameOf('{"message":{"__proto__":null},"bytes":[{"path":["__proto__"],"length":2}]}', bytes);
  const decoded = decode(own) as object;
  expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
  expect(Object.getOwnPropertyDescriptor(decoded, '__proto__')?.value).toEqual(bytes);
});

test('a header that claims four gigabytes costs nothing', () => {
  const frame = new Uint8Array(8).fill(255);
  expect(refused(frame)).toBe(true);
});
