import { damaged, type Reader } from '../../model-file/reader.ts';

/** What the head of a GGUF file says under a key. Of a list its length and its numbers where they are few. */
export type Value = number | boolean | string | List;
export interface List {
  type: number;
  count: number;
  /** Left out where the list is long. */
  numbers?: number[];
  /** All of its words are one and the same. */
  isOneWord?: boolean;
}

const STRING = 8;
const ARRAY = 9;
const BOOL = 7;
/** Bytes of each of GGUF's types that have a size. */
const sizes: Record<number, number> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };
const SHORT = 2;
const UNSIGNED = 4;
const SIGNED = 5;
const FLOAT = 6;
const LONG = 10;
/** One for each layer, and no list of tokens. */
const FEW = 1000;
/** Templates of chats have some tens of thousands. */
const LONGEST_READ = 1000;
const MOST_KEYS = 10_000;
const LONGEST_KEY = 65_535;

const wrong = () => damaged('The head of the model file is damaged.');

function readString(reader: Reader): string {
  const length = reader.uint64();
  if (length > LONGEST_READ) {
    reader.skip(length);
    return '';
  }
  return length === 0 ? '' : reader.text(length);
}

function readNumber(reader: Reader, type: number): number {
  if (type === UNSIGNED) return reader.uint32();
  if (type === SIGNED) return reader.int32();
  if (type === FLOAT) return reader.floats(1)[0] ?? NaN;
  if (type === LONG) return reader.uint64();
  if (type === SHORT) return reader.uint8() + 256 * reader.uint8();
  // Of the other types nothing is asked for.
  reader.skip(sizes[type] ?? 0);
  return NaN;
}

function readList(reader: Reader): List {
  const type = reader.uint32();
  const count = reader.uint64();
  if (type === STRING) {
    // A word takes eight bytes at least: a count that can not be is known before it is counted to.
    if (count > reader.left / 8) throw wrong();
    const first = count > 0 ? readString(reader) : '';
    let isOneWord = true;
    for (let left = count - 1; left > 0; left -= 1)
      if (isOneWord) isOneWord = readString(reader) === first;
      else reader.skip(reader.uint64());
    return { type, count, isOneWord };
  }
  const size = sizes[type];
  if (size === undefined || count > reader.left / size) throw wrong();
  if (count <= FEW && (type === UNSIGNED || type === SIGNED))
    return { type, count, numbers: Array.from({ length: count }, () => readNumber(reader, type)) };
  reader.skip(count * size);
  return { type, count };
}

function readValue(reader: Reader): Value {
  const type = reader.uint32();
  if (type === STRING) return readString(reader);
  if (type === ARRAY) return readList(reader);
  if (type === BOOL) return reader.uint8() !== 0;
  if (sizes[type] === undefined) throw wrong();
  return readNumber(reader, type);
}

/** All that the head says. llama.cpp believes its lengths only as far as the file goes, and so do we. */
export function readValues(reader: Reader, count: number): Map<string, Value> {
  if (count > MOST_KEYS) throw wrong();
  const values = new Map<string, Value>();
  for (let left = count; left > 0; left -= 1) {
    const length = reader.uint64();
    if (length < 1 || length > LONGEST_KEY) throw wrong();
    const key = reader.text(length);
    if (values.has(key)) throw wrong();
    values.set(key, readValue(reader));
  }
  return values;
}
