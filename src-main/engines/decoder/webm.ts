import type { CodecContext, FormatContext } from 'node-av/lib';
import { AppError } from '../../rpc/errors.ts';
import type { Native } from './native.ts';

export interface WebmOptions {
  path: string;
  rate: number;
  channels: 1 | 2;
  bitrate: number;
}

/** A WebM file being written. */
export interface WebmWriter {
  write(interleaved: Float32Array): void;
  /** Writes what is left, the length and the index by which players seek. */
  finish(): void;
  /** Lets go of the file, finished or not. */
  close(): void;
}

const FRAME_MS = 20;

export function openWebm(native: Native, options: WebmOptions): WebmWriter {
  const context = new native.FormatContext();
  context.allocOutputContext2(null, 'webm', null);
  let encoder: CodecContext | undefined;
  try {
    encoder = openEncoder(native, options);
    return writer(native, context, encoder, options);
  } catch (error) {
    encoder?.freeContext();
    context.closeOutputSync();
    throw error;
  }
}

function openEncoder(native: Native, { rate, channels, bitrate }: WebmOptions): CodecContext {
  const codec = native.Codec.findEncoderByName(native.FF_ENCODER_LIBOPUS);
  if (!codec) throw new AppError('engine_unavailable', 'The audio encoder is missing on this machine.');
  const encoder = new native.CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = rate;
  encoder.sampleFormat = native.AV_SAMPLE_FMT_FLT;
  encoder.channelLayout = native.avChannelLayoutDefault(channels);
  encoder.bitRate = BigInt(bitrate);
  encoder.timeBase = new native.Rational(1, rate);
  encoder.setFlags(native.AV_CODEC_FLAG_GLOBAL_HEADER);
  const status = encoder.open2Sync(codec, null);
  if (status >= 0) return encoder;
  encoder.freeContext();
  throw new AppError('invalid_input', 'Sound can not be encoded at this bit rate.', { bitrate });
}

function writer(
  native: Native,
  context: FormatContext,
  encoder: CodecContext,
  { path, rate, channels }: WebmOptions,
): WebmWriter {
  const check = (status: number) => {
    if (status >= 0) return;
    if (status === native.AVERROR_ENOSPC) {
      throw new AppError('disk_full', 'The disk is full, so the sound could not be saved.');
    }
    throw new Error(`Writing WebM failed: ${native.FFmpegError.strerror(status)}`);
  };
  const stream = context.newStream(null);
  stream.codecpar.fromContext(encoder);
  stream.timeBase = new native.Rational(1, rate);
  context.url = `file:${path}`;
  check(context.openOutputSync());
  check(context.writeHeaderSync(null));

  const packet = new native.Packet();
  packet.alloc();
  const frame = new native.Frame();
  frame.alloc();
  const perFrame = (rate * FRAME_MS) / 1000;
  const bytes = Buffer.alloc(perFrame * channels * 4);
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, perFrame * channels);
  let filled = 0;
  let written = 0;

  function encode(count: number): void {
    frame.nbSamples = count;
    frame.format = native.AV_SAMPLE_FMT_FLT;
    frame.sampleRate = rate;
    frame.channelLayout = encoder.channelLayout;
    frame.pts = BigInt(written);
    check(frame.getBuffer(0));
    check(frame.fromBuffer(bytes.subarray(0, count * channels * 4)));
    written += count;
    check(encoder.sendFrameSync(frame));
    frame.unref();
    drain();
  }

  function drain(): void {
    while (encoder.receivePacketSync(packet) >= 0) {
      packet.streamIndex = 0;
      packet.rescaleTs(encoder.timeBase, stream.timeBase);
      check(context.interleavedWriteFrameSync(packet));
    }
  }

  return {
    write(interleaved) {
      for (let at = 0; at < interleaved.length;) {
        const piece = interleaved.subarray(at, at + samples.length - filled);
        samples.set(piece, filled);
        filled += piece.length;
        at += piece.length;
        if (filled < samples.length) continue;
        encode(perFrame);
        filled = 0;
      }
    },
    finish() {
      if (filled > 0) encode(filled / channels);
      check(encoder.sendFrameSync(null));
      drain();
      check(context.writeTrailerSync());
    },
    close() {
      frame.free();
      packet.free();
      encoder.freeContext();
      context.closeOutputSync();
      context.freeContext();
    },
  };
}
