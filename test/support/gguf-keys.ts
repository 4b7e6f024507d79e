const ALIGNMENT = 32;
const HEAD_BYTES = 24;
/** By GGUF's numbers. */
const SHORT = 2;
const WHOLE = 4;
const BOOL = 7;
const STRING = 8;
const ARRAY = 9;

const uint32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const uint64 = (value: number) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const string = (text: string) => Buffer.concat([uint64(Buffer.byteLength(text)), Buffer.from(text)]);

type Value = string | number | boolean | { short: number } | { numbers: number[] };

function valueOf(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.concat([uint32(STRING), string(value)]);
  if (typeof value === 'number') return Buffer.concat([uint32(WHOLE), uint32(value)]);
  if (typeof value === 'boolean') return Buffer.concat([uint32(BOOL), Buffer.of(Number(value))]);
  if ('short' in value)
    return Buffer.concat([uint32(SHORT), Buffer.from(Uint16Array.of(value.short).buffer)]);
  return Buffer.concat([
    ...[uint32(ARRAY), uint32(WHOLE), uint64(value.numbers.length)],
    ...value.numbers.map(uint32),
  ]);
}

/** A GGUF file that says this too. Its weights stay where they are aligned. */
export function withKeys(file: Uint8Array, keys: Record<string, Value>): Buffer {
  const head = Buffer.from(file.subarray(0, HEAD_BYTES));
  const added = Object.entries(keys).flatMap(([key, value]) => [string(key), valueOf(value)]);
  const length = Buffer.concat(added).length;
  const filler = 'filler';
  const least = string(filler).length + valueOf('').length;
  added.push(
    string(filler),
    valueOf('x'.repeat((2 * ALIGNMENT - ((length + least) % ALIGNMENT)) % ALIGNMENT)),
  );
  head.writeBigUInt64LE(head.readBigUInt64LE(16) + BigInt(Object.keys(keys).length + 1), 16);
  return Buffer.concat([head, ...added, file.subarray(HEAD_BYTES)]);
}

/** The same where these bytes stand, wherever that is first. */
export function replaced(file: Uint8Array, from: string, to: string): Buffer {
  const changed = Buffer.from(file);
  const at = changed.indexOf(from);
  if (at < 0 || from.length !== to.length) throw new Error(`There is no “${from}” to replace.`);
  changed.write(to, at, 'latin1');
  return changed;
}
