import { resolve } from 'node:path';
import type { FormatContext, Stream } from 'node-av/lib';
import { codecWhitelist, containerWhitelist, isContainer } from './formats.ts';
import type { Native } from './native.ts';
import { damaged, openRegular, unsupported } from './problems.ts';

/** An open container. Close it, or its file stays open. */
export interface Media {
  readonly context: FormatContext;
  readonly streams: readonly Stream[];
  /** The file's first bytes. */
  readonly head: Buffer;
  /** How long the header says that the stream is, in seconds; FFmpeg's own estimates do not count. */
  headerSeconds(stream: Stream): number | null;
  close(): void;
}

const HEAD_BYTES = 64 * 1024;
/** Covers in front of the sound are megabytes now and then. */
const PROBE_BYTES = 16 * 1024 * 1024;
/** What text or noise may score by chance, or a file for its name. */
const GUESS = 25;

async function readHead(path: string): Promise<Buffer> {
  const file = await openRegular(path);
  try {
    // FFmpeg reads a little beyond the end of what it probes; the rest stays zero.
    const room = Buffer.alloc(HEAD_BYTES + 64);
    const { bytesRead } = await file.read(room, 0, HEAD_BYTES, 0);
    return room.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export async function openMedia(native: Native, path: string): Promise<Media> {
  const head = await readHead(path);
  if (head.length === 0) throw unsupported();
  const context = new native.FormatContext();
  const options = native.Dictionary.fromObject({
    protocol_whitelist: 'file',
    format_whitelist: containerWhitelist,
    codec_whitelist: codecWhitelist,
    formatprobesize: PROBE_BYTES,
    // Of WAV files: fewer and larger packets.
    max_size: 65_536,
    // Nothing but the file itself is ever opened.
    enable_drefs: '0',
  });
  try {
    // Without the prefix a name such as `concat:…` would be a protocol.
    if (context.openInputSync(`file:${resolve(path)}`, null, options) < 0) throw unreadable(native, head);
    if (context.probeScore <= GUESS) throw unsupported();
    const headers = context.streams.map((stream) => secondsOf(native, stream.duration, stream.timeBase));
    const whole = secondsOf(native, context.duration, native.AV_TIME_BASE_Q);
    // One that fails here may still have a track that can be decoded.
    context.findStreamInfoSync(null);
    return {
      context,
      streams: context.streams,
      head,
      headerSeconds: ({ index }) => headers[index] ?? whole,
      close: () => context.closeInputSync(),
    };
  } catch (error) {
    context.closeInputSync();
    throw error;
  } finally {
    options.free();
  }
}

/** A file that begins as a sound file does, but can't be opened, is a damaged one. */
function unreadable(native: Native, head: Buffer): Error {
  const name = native.InputFormat.probe(head)?.name;
  return name && isContainer(name) ? damaged() : unsupported();
}

/** FFmpeg's times may be unknown, and those of a damaged file anything. */
export function secondsOf(
  native: Native,
  time: bigint,
  { num, den }: { num: number; den: number },
): number | null {
  if (time === native.AV_NOPTS_VALUE || den <= 0) return null;
  return (Number(time) * num) / den;
}
