import { AppError } from '../../rpc/errors.ts';

/** A file, or bytes in memory, read at any place. */
export interface Source {
  readonly size: number;
  /** At most `length` bytes from there; fewer at the end. */
  read(offset: number, length: number): Uint8Array;
}

/** Enough for a run of the vocabulary, and little to read for the head of one tensor. */
const WINDOW_BYTES = 64 * 1024;

export const damaged = (message: string) => new AppError('file_damaged', message);

/** Reads on from the beginning. To pass the end means that the file was cut off. */
export function createReader(source: Source) {
  let window: Buffer = Buffer.alloc(0);
  let windowStart = 0;
  let offset = 0;

  function advance(length: number): number {
    if (length > source.size - offset)
      throw damaged('The model file ends too early: it was not copied whole.');
    offset += length;
    return offset - length;
  }

  /** Has so many bytes in the window, and says where in it they are. */
  function take(length: number): number {
    const from = advance(length);
    if (from < windowStart || offset > windowStart + window.length) {
      const bytes = source.read(from, Math.max(length, Math.min(WINDOW_BYTES, source.size - from)));
      window = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      windowStart = from;
      if (window.length < length) throw damaged('The model file changed while it was read.');
    }
    return from - windowStart;
  }

  return {
    get atEnd() {
      return offset === source.size;
    },
    /** How far it has been read. */
    get offset() {
      return offset;
    },
    /** How much there is beyond that. */
    get left() {
      return source.size - offset;
    },
    uint8(): number {
      const at = take(1);
      return window.readUInt8(at);
    },
    int32(): number {
      const at = take(4);
      return window.readInt32LE(at);
    },
    uint32(): number {
      const at = take(4);
      return window.readUInt32LE(at);
    },
    uint64(): number {
      const at = take(8);
      const value = Number(window.readBigUInt64LE(at));
      // No file holds, and none is, so much of anything.
      if (!Number.isSafeInteger(value)) throw damaged('The model file holds a number that no model has.');
      return value;
    },
    floats(count: number): number[] {
      const at = take(count * 4);
      return Array.from({ length: count }, (_, index) => window.readFloatLE(at + index * 4));
    },
    text(length: number): string {
      const at = take(length);
      return window.toString('latin1', at, at + length);
    },
    skip(length: number): void {
      advance(length);
    },
  };
}

export type Reader = ReturnType<typeof createReader>;
