import type { Native } from './native.ts';
import type { Pace } from './pace.ts';
import { openAt, SPEECH_RATE } from './sample-reader.ts';

interface Request {
  path: string;
  track: number | null;
  spans: readonly { startMs: number; endMs: number }[];
}

const PER_MS = SPEECH_RATE / 1000;

/** The mean square of the left and the right side within each span, in one pass from the first to the last. */
export async function measureLevels(native: Native, { path, track, spans }: Request, pace: Pace) {
  const sums = spans.map(({ startMs, endMs }) => {
    return { from: startMs * PER_MS, to: endMs * PER_MS, left: 0, right: 0, count: 0 };
  });
  const last = Math.max(0, ...sums.map(({ to }) => to));
  const from = Math.min(last, ...sums.map((own) => own.from));
  const opened = await openAt(native, { path, track, from, channels: 2 });
  try {
    let at = opened.first;
    for (let piece = opened.piece; at < last;) {
      for (const sum of sums) add(sum, piece, at);
      at += piece.length / 2;
      if (pace.due()) await pace.rest();
      const next = opened.pieces.next();
      if (next.done) break;
      piece = next.value;
    }
  } finally {
    opened.close();
  }
  return sums.map(({ left, right, count }) => {
    return { left: left / Math.max(count, 1), right: right / Math.max(count, 1) };
  });
}

interface Sum {
  from: number;
  to: number;
  left: number;
  right: number;
  count: number;
}

/** What of a piece, which begins at that sample, lies within the span. */
function add(sum: Sum, piece: Float32Array, at: number): void {
  const to = Math.min(piece.length, (sum.to - at) * 2);
  for (let index = Math.max(0, (sum.from - at) * 2); index < to; index += 2) {
    sum.left += (piece[index] ?? 0) ** 2;
    sum.right += (piece[index + 1] ?? 0) ** 2;
    sum.count += 1;
  }
}
