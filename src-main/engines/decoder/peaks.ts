/**
 * The waveform as it is drawn: a file of the lowest and highest sample of each bucket, at several widths of it.
 *
 *   bytes 0–3   "MMPK"
 *   byte  4     version, 1
 *   byte  5     groups: 1 (all channels mixed) or 3 (mixed, left, right)
 *   byte  6     levels
 *   byte  7     how much wider a level's buckets are than those of the level before, 4
 *   bytes 8–11  buckets per second of level 0, 50 (like all numbers here little-endian)
 *   then        buckets of each level, 4 bytes each
 *   then        for each level, for each group: two signed bytes a bucket, -127 … 127: lowest, highest
 */
export interface PeakBuilder {
  push(interleaved: Float32Array): void;
  /** The file's content. */
  finish(): Uint8Array;
}

const VERSION = 1;
const PER_SECOND = 50;
const WIDENING = 4;
/** The last level has no more buckets than this: a small window's width. */
const FEW = 400;
const FAR = 1000;

/** Pairs of lowest and highest, growing. */
function createPairs() {
  let bytes = new Int8Array(1 << 16);
  let length = 0;
  return {
    add(low: number, high: number) {
      if (length === bytes.length) {
        const larger = new Int8Array(2 * length);
        larger.set(bytes);
        bytes = larger;
      }
      bytes[length] = toByte(low);
      bytes[length + 1] = toByte(high);
      length += 2;
    },
    all: () => bytes.subarray(0, length),
  };
}

const toByte = (sample: number) => Math.round(Math.max(-1, Math.min(1, sample)) * 127);

function widen(pairs: Int8Array): Int8Array<ArrayBuffer> {
  const wider = new Int8Array(2 * Math.ceil(pairs.length / 2 / WIDENING));
  for (let to = 0; to < wider.length; to += 2) {
    const from = to * WIDENING;
    let low = 127;
    let high = -127;
    for (let at = from; at < Math.min(pairs.length, from + 2 * WIDENING); at += 2) {
      low = Math.min(low, pairs[at] ?? 0);
      high = Math.max(high, pairs[at + 1] ?? 0);
    }
    wider[to] = low;
    wider[to + 1] = high;
  }
  return wider;
}

/** One bucket's extremes of the mix, the left and the right channel; out of reach of any sample as long as it is empty. */
const fresh = () => ({ low: [FAR, FAR, FAR], high: [-FAR, -FAR, -FAR] });

export function createPeakBuilder(rate: number, channels: 1 | 2): PeakBuilder {
  const groups = Array.from({ length: channels === 2 ? 3 : 1 }, createPairs);
  const width = rate / PER_SECOND;
  let bucket = fresh();
  let filled = 0;

  function close(): void {
    for (const [group, pairs] of groups.entries()) pairs.add(bucket.low[group] ?? 0, bucket.high[group] ?? 0);
    bucket = fresh();
    filled = 0;
  }

  return {
    push(interleaved) {
      for (let at = 0; at < interleaved.length;) {
        const end = Math.min(interleaved.length, at + (width - filled) * channels);
        if (channels === 2) measureTwo(interleaved, at, end, bucket);
        else measureOne(interleaved, at, end, bucket);
        filled += (end - at) / channels;
        at = end;
        if (filled >= width) close();
      }
    },
    finish() {
      if (filled > 0) close();
      const levels = [groups.map((pairs) => pairs.all())];
      const buckets = (level: Int8Array[] | undefined) => (level?.[0]?.length ?? 0) / 2;
      while (buckets(levels.at(-1)) > FEW) levels.push((levels.at(-1) ?? []).map(widen));
      const head = Buffer.alloc(12 + 4 * levels.length);
      head.write('MMPK', 'latin1');
      head.set([VERSION, groups.length, levels.length, WIDENING], 4);
      head.writeUInt32LE(PER_SECOND, 8);
      for (const [index, level] of levels.entries()) head.writeUInt32LE(buckets(level), 12 + 4 * index);
      return Buffer.concat([
        head,
        ...levels.flat().map((pairs) => new Uint8Array(pairs.buffer, pairs.byteOffset, pairs.length)),
      ]);
    },
  };
}

type Bucket = ReturnType<typeof fresh>;

function measureOne(samples: Float32Array, from: number, to: number, { low, high }: Bucket): void {
  const first = samples[from] ?? 0;
  let least = Math.min(low[0] ?? 0, first);
  let most = Math.max(high[0] ?? 0, first);
  for (let at = from; at < to; at += 1) {
    const sample = samples[at] ?? 0;
    // No sample is both, and this is where most of the time goes.
    if (sample < least) least = sample;
    else if (sample > most) most = sample;
  }
  low[0] = least;
  high[0] = most;
}

function measureTwo(samples: Float32Array, from: number, to: number, { low, high }: Bucket): void {
  const firstLeft = samples[from] ?? 0;
  const firstRight = samples[from + 1] ?? 0;
  // The mix is halved at the end.
  let least = Math.min(2 * (low[0] ?? 0), firstLeft + firstRight);
  let most = Math.max(2 * (high[0] ?? 0), firstLeft + firstRight);
  let leastLeft = Math.min(low[1] ?? 0, firstLeft);
  let mostLeft = Math.max(high[1] ?? 0, firstLeft);
  let leastRight = Math.min(low[2] ?? 0, firstRight);
  let mostRight = Math.max(high[2] ?? 0, firstRight);
  for (let at = from; at < to; at += 2) {
    const left = samples[at] ?? 0;
    const right = samples[at + 1] ?? 0;
    const mix = left + right;
    if (mix < least) least = mix;
    else if (mix > most) most = mix;
    if (left < leastLeft) leastLeft = left;
    else if (left > mostLeft) mostLeft = left;
    if (right < leastRight) leastRight = right;
    else if (right > mostRight) mostRight = right;
  }
  [low[0], low[1], low[2]] = [least / 2, leastLeft, leastRight];
  [high[0], high[1], high[2]] = [most / 2, mostLeft, mostRight];
}
