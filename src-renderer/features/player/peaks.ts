import { AppError } from '../../../src-main/rpc/errors.ts';

/** Lowest and highest of each bucket, one after the other, from -127 to 127. */
export type Pairs = Int8Array;

export interface PeaksLevel {
  bucketMs: number;
  mixed: Pairs;
  /** Of a sound with two channels. */
  sides: readonly [left: Pairs, right: Pairs] | null;
}

/** The finest level first. */
export type Peaks = readonly [PeaksLevel, ...PeaksLevel[]];

const HEAD = 12;
const MAGIC = 'MMPK';

const unreadable = () => new AppError('file_damaged', 'The waveform can not be read.');

/** Reads the file that the decoder writes; it is described there. */
export function parsePeaks(data: Uint8Array): Peaks {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const magic = String.fromCharCode(...data.subarray(0, MAGIC.length));
  if (data.length < HEAD || magic !== MAGIC || view.getUint8(4) !== 1) throw unreadable();
  const groups = view.getUint8(5);
  const count = view.getUint8(6);
  const widening = view.getUint8(7);
  const perSecond = view.getUint32(8, true);
  if ((groups !== 1 && groups !== 3) || count === 0 || perSecond === 0) throw unreadable();
  let at = HEAD + 4 * count;
  if (data.length < at) throw unreadable();
  const levels = Array.from({ length: count }, (_, index): PeaksLevel => {
    const length = 2 * view.getUint32(HEAD + 4 * index, true);
    const take = () => {
      if (at + length > data.length) throw unreadable();
      const pairs = new Int8Array(data.buffer, data.byteOffset + at, length);
      at += length;
      return pairs;
    };
    const bucketMs = (1000 / perSecond) * widening ** index;
    return { bucketMs, mixed: take(), sides: groups === 3 ? [take(), take()] : null };
  });
  const [first, ...rest] = levels;
  if (!first) throw unreadable();
  return [first, ...rest];
}

/** The widest buckets that are still narrower than what is to be drawn. */
export function levelFor(peaks: Peaks, columnMs: number): PeaksLevel {
  return peaks.findLast(({ bucketMs }) => bucketMs <= columnMs) ?? peaks[0];
}

/** So many columns over so much time: each the extremes of its buckets, from -1 to 1. Beyond the end it is silent. */
export function columnsOf(pairs: Pairs, bucketMs: number, durationMs: number, count: number): Float32Array {
  const columns = new Float32Array(2 * count);
  const buckets = pairs.length / 2;
  const perColumn = durationMs / bucketMs / count;
  for (let column = 0; column < count; column += 1) {
    const from = Math.floor(column * perColumn);
    const to = Math.min(buckets, Math.max(from + 1, Math.ceil((column + 1) * perColumn)));
    let low = 0;
    let high = 0;
    for (let bucket = from; bucket < to; bucket += 1) {
      low = Math.min(low, pairs[2 * bucket] ?? 0);
      high = Math.max(high, pairs[2 * bucket + 1] ?? 0);
    }
    columns[2 * column] = low / 127;
    columns[2 * column + 1] = high / 127;
  }
  return columns;
}
