import { resolve } from 'node:path';
import type { FormatContext, Stream } from 'node-av/lib';
import { codecWhitelist, containerWhitelist, isContainer } from './formats.ts';
import type { Native } from './native.ts';
import { damaged, openRegular, unsupported } from './problems.ts';
import { secondsOf } from './seconds.ts';
import { startOf } from './start.ts';

/** An open container. Close it, or its file stays open. */
export interface Media {
  readonly context: FormatContext;
  readonly streams: readonly Stream[];
  /** The file's first bytes. */
  readonly head: Buffer;
  /** The header promises more bytes than there are. */
  readonly isCutOff: boolean;
  /** Where a media player begins to count, in the file's own seconds. */
  readonly start: number | null;
  /** When the stream ends by the header, in seconds from the start; FFmpeg's own estimates do not count. */
  headerSeconds(stream: Stream): number | null;
  /** How long the header says that the file is, with whichever stream lasts longest; some count from 0. */
  readonly wholeSeconds: number | null;
  close(): void;
}

const HEAD_BYTES = 64 * 1024;
const PROBE_BYTES = 1024 * 1024;
/** By so much writers of RIFF files err in good faith. */
const MISCOUNT = 4096;
/** A cover in front of the sound is large now and then, and says how large. */
const LARGEST_TAG = 64 * 1024 * 1024;
/** What text or noise may score by chance, or a file for its name. */
const GUESS = 25;

async function readHead(path: string): Promise<{ head: Buffer; size: number }> {
  const file = await openRegular(path);
  try {
    // FFmpeg reads a little beyond the end of what it probes; the rest stays zero.
    const room = Buffer.alloc(HEAD_BYTES + 64);
    const { bytesRead } = await file.read(room, 0, HEAD_BYTES, 0);
    return { head: room.subarray(0, bytesRead), size: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

export async function openMedia(native: Native, path: string): Promise<Media> {
  const { head, size } = await readHead(path);
  if (head.length === 0) throw unsupported();
  const context = openContext(native, path, head);
  try {
    const headers = context.streams.map(({ startTime, duration, timeBase }) => {
      return { from: secondsOf(native, startTime, timeBase), seconds: secondsOf(native, duration, timeBase) };
    });
    // ASF gives each stream the length of the file.
    const isShared = context.iformat?.name === 'asf';
    const wholeSeconds = isShared
      ? (headers[0]?.seconds ?? null)
      : secondsOf(native, context.duration, native.AV_TIME_BASE_Q);
    // One that fails here may still have a track that can be decoded.
    context.findStreamInfoSync(null);
    const start = startOf(native, context, () => openContext(native, path, head));
    return {
      context,
      streams: context.streams,
      head,
      isCutOff: riffBytes(head) > size + MISCOUNT,
      start,
      headerSeconds({ index }) {
        const { from = null, seconds = null } = headers[index] ?? {};
        return isShared || seconds === null ? null : seconds + Math.max(0, (from ?? 0) - (start ?? 0));
      },
      wholeSeconds,
      close: () => context.closeInputSync(),
    };
  } catch (error) {
    context.closeInputSync();
    throw error;
  }
}

function openContext(native: Native, path: string, head: Buffer): FormatContext {
  const context = new native.FormatContext();
  const options = native.Dictionary.fromObject({
    protocol_whitelist: 'file',
    format_whitelist: containerWhitelist,
    codec_whitelist: codecWhitelist,
    formatprobesize: PROBE_BYTES + tagBytes(head),
    // Of WAV files: fewer and larger packets, and of these two, which hold what 32 would: FFmpeg looks through them
    // for other formats each time one is opened.
    max_size: 65_536,
    ...(isWav(head) && { max_probe_packets: 2 }),
    // Nothing but the file itself is ever opened.
    enable_drefs: '0',
  });
  try {
    // Without the prefix a name such as `concat:…` would be a protocol.
    const format = isWav(head) ? native.InputFormat.findInputFormat('wav') : null;
    if (context.openInputSync(`file:${resolve(path)}`, format, options) < 0) throw unreadable(native, head);
    if (!format && context.probeScore <= GUESS) throw unsupported();
    return context;
  } catch (error) {
    context.closeInputSync();
    throw error;
  } finally {
    options.free();
  }
}

/** Said here, since FFmpeg takes some even tones for another format, which they resemble more. */
const isWav = (head: Buffer) => /^RIFF.{4}WAVE/s.test(head.toString('latin1', 0, 12));

/** How much of the file its ID3 tag says it takes. */
function tagBytes(head: Buffer): number {
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = head.subarray(6, 10).reduce((sum, byte) => (sum << 7) + (byte & 127), 0);
  return Math.min(size, LARGEST_TAG);
}

/** How large a RIFF file (WAV, AVI) says it is; 0 where it was written without going back to fill that in. */
function riffBytes(head: Buffer): number {
  if (head.length < 12 || head.toString('latin1', 0, 4) !== 'RIFF') return 0;
  const size = head.readUInt32LE(4);
  return size < 0x7fff_0000 ? size + 8 : 0;
}

/** A file that begins as a sound file does, but can't be opened, is a damaged one. */
function unreadable(native: Native, head: Buffer): Error {
  const name = native.InputFormat.probe(head)?.name;
  return name && isContainer(name) ? damaged() : unsupported();
}
