import type { CodecContext, Frame, Stream } from 'node-av/lib';
import { isCodec } from './formats.ts';
import type { Media } from './media.ts';
import type { Native } from './native.ts';
import { unsupported } from './problems.ts';
import { secondsOf } from './seconds.ts';

/** How many packets that yield nothing are read before others get a turn. */
const BARREN_PACKETS = 100;
/** A demuxer that finds no way past a damaged place says so again and again. */
const FAILED_READS = 20;

export interface FrameReader {
  /** Each frame is the same object with new content; undefined: nothing yet. */
  frames(): Generator<Frame | undefined, void>;
  /** Parts of the file could not be read or decoded. */
  readonly hasErrors: boolean;
  /** How far the other streams reached, where only the length of all together is known; else 0. */
  readonly othersSeconds: number;
  close(): void;
}

/** Decodes one stream, stepping over what is damaged. */
export function openFrames(native: Native, media: Media, stream: Stream): FrameReader {
  const { context, streams } = media;
  const othersCount = media.headerSeconds(stream) === null && media.wholeSeconds !== null;
  for (const other of streams) {
    const isRead = other.index === stream.index || othersCount;
    other.discard = isRead ? native.AVDISCARD_DEFAULT : native.AVDISCARD_ALL;
  }
  const decoder = openDecoder(native, stream);
  const packet = new native.Packet();
  packet.alloc();
  const frame = new native.Frame();
  frame.alloc();
  let hasDecoded = false;
  let hasErrors = false;
  let othersSeconds = 0;

  /** Errors before the first frame are those of sound that was cut out of a longer one. */
  function note(status: number): void {
    if (hasDecoded && status < 0 && status !== native.AVERROR_EOF && status !== native.AVERROR_EAGAIN) {
      hasErrors = true;
    }
  }

  function noteOther(): void {
    const other = streams[packet.streamIndex];
    const stated = other ? secondsOf(native, packet.pts, other.timeBase) : null;
    if (!other || stated === null) return;
    const lasts = secondsOf(native, packet.duration, other.timeBase) ?? 0;
    othersSeconds = Math.max(othersSeconds, stated + lasts - (media.start ?? 0));
  }

  function* received(): Generator<Frame, void> {
    for (;;) {
      const status = decoder.receiveFrameSync(frame);
      note(status);
      if (status < 0) return;
      if (frame.nbSamples <= 0) continue;
      hasDecoded = true;
      yield frame;
    }
  }

  function* frames(): Generator<Frame | undefined, void> {
    let barren = 0;
    for (let failed = 0; failed < FAILED_READS;) {
      const status = context.readFrameSync(packet);
      if (status === native.AVERROR_EOF) break;
      if (status < 0) {
        failed += 1;
        note(status);
        continue;
      }
      failed = 0;
      barren += 1;
      if (packet.streamIndex === stream.index) {
        note(decoder.sendPacketSync(packet));
        packet.unref();
        for (const each of received()) {
          barren = 0;
          yield each;
        }
      } else {
        noteOther();
        packet.unref();
      }
      if (barren >= BARREN_PACKETS) {
        barren = 0;
        yield undefined;
      }
    }
    decoder.sendPacketSync(null);
    yield* received();
  }

  return {
    frames,
    get hasErrors() {
      return hasErrors;
    },
    get othersSeconds() {
      return othersSeconds;
    },
    close() {
      frame.free();
      packet.free();
      decoder.freeContext();
    },
  };
}

function openDecoder(native: Native, stream: Stream): CodecContext {
  const { codecpar } = stream;
  const codec = native.Codec.findDecoder(codecpar.codecId);
  if (!codec?.name || !isCodec(codec.name)) throw unsupported({ codec: codecName(native, stream) });
  const decoder = new native.CodecContext();
  decoder.allocContext3(codec);
  decoder.parametersToContext(codecpar);
  decoder.pktTimebase = stream.timeBase;
  if (decoder.open2Sync(codec, null) >= 0) return decoder;
  decoder.freeContext();
  throw unsupported({ codec: codecName(native, stream) });
}

export const codecName = (native: Native, { codecpar }: Stream): string =>
  native.avGetCodecName(codecpar.codecId) ?? 'unknown';
