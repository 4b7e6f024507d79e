import type { FormatContext } from 'node-av/lib';
import { isMoving, isSound } from './kinds.ts';
import type { Native } from './native.ts';
import { secondsOf } from './seconds.ts';

/** They lie in order of time, or nearly so: a stream that comes later than these does not begin the file. */
const FIRST_PACKETS = 64;

/**
 * Where a media player begins to count: at the first sound or picture. FFmpeg says when that is, but in Matroska it can't
 * say it of H.264 without decoding, so there the first packets are looked at, in another reader, for they are gone then.
 */
export function startOf(
  native: Native,
  context: FormatContext,
  openAnother: () => FormatContext,
): number | null {
  const isMatroska = context.iformat?.name?.startsWith('matroska') ?? false;
  if (!isMatroska || !context.streams.some((stream) => isMoving(native, stream)))
    return secondsOf(native, context.startTime, native.AV_TIME_BASE_Q);
  const another = openAnother();
  try {
    return firstOf(native, another);
  } finally {
    another.closeInputSync();
  }
}

function firstOf(native: Native, context: FormatContext): number | null {
  const awaited = new Map(
    context.streams
      .filter((stream) => isSound(native, stream) || isMoving(native, stream))
      .map((stream) => [stream.index, stream]),
  );
  const packet = new native.Packet();
  packet.alloc();
  let first: number | null = null;
  for (let count = 0; count < FIRST_PACKETS && awaited.size > 0; count += 1) {
    if (context.readFrameSync(packet) < 0) break;
    const stream = awaited.get(packet.streamIndex);
    const stated = stream ? secondsOf(native, packet.pts, stream.timeBase) : null;
    packet.unref();
    if (!stream || stated === null) continue;
    awaited.delete(stream.index);
    first = Math.min(first ?? stated, stated);
  }
  packet.free();
  return first;
}
