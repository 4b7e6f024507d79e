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
  let window: Uint8Array = new Uint8Array();
  let windowStart = 0;
  let offset = 0;

  function advance(length: number): number {
    if (length > source.size - offset)
      throw damaged('The model file ends too early: it was not copied whole.');
    offset += length;
    return offset - length;
  }

  function take(length: number): DataView {
    const from = advance(length);
    if (from < windowStart || offset > windowStart + window.length) {
      window = source.read(from, Math.max(length, Math.min(WINDOW_BYTES, source.size - from)));
      windowStart = from;
      if (window.length < length) throw damaged('The model file changed while it was read.');
    }
    return new DataView(window.buffer, window.byteOffset + from - windowStart, length);
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
    uint8: () => take(1).getUint8(0),
    int32: () => take(4).getInt32(0, true),
    uint32: () => take(4).getUint32(0, true),
    uint64(): number {
      const value = Number(take(8).getBigUint64(0, true));
      // No file holds, and none is, so much of anything.
      if (!Number.isSafeInteger(value)) throw damaged('The model file holds a number that no model has.');
      return value;
    },
    floats(count: number): number[] {
      const view = take(count * 4);
      return Array.from({ length: count }, (_, index) => view.getFloat32(index * 4, true));
    },
    text(length: number): string {
      const { buffer, byteOffset } = take(length);
      return Buffer.from(buffer, byteOffset, length).toString('latin1');
    },
    skip(length: number): void {
      advance(length);
    },
  };
}

export type Reader = ReturnType<typeof createReader>;
