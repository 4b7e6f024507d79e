import type { AVSampleFormat } from 'node-av/constants';
import type { ChannelLayout, Frame, SoftwareResampleContext } from 'node-av/lib';
import type { Native } from './native.ts';
import { unsupported } from './problems.ts';

/** What decoded sound is turned into: 32-bit floats, channels interleaved. */
export interface Shape {
  rate: number;
  channels: 1 | 2;
}

export interface Resampler {
  /** Takes the frame's samples in; false: it is of another kind than those before. */
  push(frame: Frame): boolean;
  pushSilence(samples: number): void;
  /** All that is ready, in pieces; each is overwritten by the next. */
  pull(): Generator<Float32Array<ArrayBuffer>, void>;
  /** What is ready and what was held back for later samples. */
  finish(): Generator<Float32Array<ArrayBuffer>, void>;
  close(): void;
}

/** Frames per piece. */
const PIECE = 16_384;
/** Beyond these nothing is a recording, and the filter's tables would fill the memory. */
const RATES = { least: 1000, most: 800_000 };
const MOST_CHANNELS = 64;
/** Full scale is 1, and floats may go beyond it. */
const LOUDEST = 8;

/** Rather than call for every frame, samples gather inside and come out in large pieces. */
export function createResampler(native: Native, shape: Shape, like: Frame): Resampler {
  const layout = placed(native, like.channelLayout);
  if (like.sampleRate < RATES.least || like.sampleRate > RATES.most) throw unsupported();
  if (layout.nbChannels < 1 || layout.nbChannels > MOST_CHANNELS) throw unsupported();

  const { channels } = shape;
  const context = open(native, shape, like, layout);
  const isUnplaced = like.channelLayout.order !== layout.order;
  const packed = native.avGetPackedSampleFmt(like.format as AVSampleFormat);
  const isFloat = packed === native.AV_SAMPLE_FMT_FLT || packed === native.AV_SAMPLE_FMT_DBL;
  const bytes = Buffer.alloc(PIECE * channels * 4);
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, PIECE * channels);
  const nothing = [Buffer.alloc(64)];

  function* convert(input: Buffer[] | null): Generator<Float32Array<ArrayBuffer>, void> {
    for (;;) {
      const count = context.convertSync([bytes], PIECE, input, 0);
      if (count <= 0) return;
      const piece = samples.subarray(0, count * channels);
      if (isFloat) tame(piece);
      yield piece;
    }
  }

  return {
    push(frame) {
      if (isUnplaced) frame.channelLayout = layout;
      return context.convertFrame(null, frame) >= 0;
    },
    pushSilence(count) {
      context.injectSilence(count);
    },
    pull: () => convert(nothing),
    finish: () => convert(null),
    close: () => context.free(),
  };
}

/** Float files may hold anything: infinities and what is no number would spread to all that is computed from them. */
function tame(samples: Float32Array): void {
  for (let at = 0; at < samples.length; at += 1) {
    const sample = samples[at] ?? 0;
    if (Math.abs(sample) <= LOUDEST) continue;
    samples[at] = sample > 0 ? LOUDEST : sample < 0 ? -LOUDEST : 0;
  }
}

/** A plain WAV file doesn't say which channel is which: then the usual order holds, where there is one. */
const placed = (native: Native, layout: ChannelLayout): ChannelLayout =>
  layout.order === native.AV_CHANNEL_ORDER_UNSPEC ? native.avChannelLayoutDefault(layout.nbChannels) : layout;

function open(native: Native, shape: Shape, like: Frame, from: ChannelLayout): SoftwareResampleContext {
  const context = new native.SoftwareResampleContext();
  const to = native.avChannelLayoutDefault(shape.channels);
  const format = like.format as AVSampleFormat;
  context.allocSetOpts2(to, native.AV_SAMPLE_FMT_FLT, shape.rate, from, format, like.sampleRate);
  // Else what is mixed down from floats would be louder than what is mixed down from integers.
  context.setOption('rematrix_maxval', 1, native.AV_OPT_TYPE_DOUBLE);
  // FFmpeg has no rule for channels without a place, as recorders with many inputs write them.
  if (from.order === native.AV_CHANNEL_ORDER_UNSPEC) {
    const share = 1 / from.nbChannels;
    const matrix = Array.from({ length: shape.channels * from.nbChannels }, () => share);
    context.setMatrix(matrix, from.nbChannels);
  }
  if (context.init() >= 0) return context;
  context.free();
  throw unsupported();
}
