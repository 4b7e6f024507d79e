import type { Frame, Stream } from 'node-av/lib';
import { openFrames } from './frames.ts';
import type { Media } from './media.ts';
import type { Native } from './native.ts';
import { unsupported } from './problems.ts';
import { createResampler, type Resampler, type Shape } from './resampler.ts';
import { secondsOf } from './seconds.ts';
import { createTimeline } from './timeline.ts';

export type Piece = Float32Array<ArrayBuffer>;

export interface Sound {
  /** Interleaved samples, each piece overwritten by the next; an empty one gives others a turn. */
  pieces(): Generator<Piece, void>;
  /** The index of the first sample, once there was a piece: 0 but after a seek. */
  readonly first: number;
  readonly hasErrors: boolean;
  /** How far the other streams reached, where only the length of all together is known; else 0. */
  readonly othersSeconds: number;
  close(): void;
}

const EMPTY: Piece = new Float32Array(0);
/** Seconds of sound that gather before they are taken out. */
const GATHERED = 0.5;

/**
 * A stream's sound in the wanted shape, to its end, with silence where the file has gaps. After a seek the first
 * frame is taken to be where it says it is.
 */
export function openSound(
  native: Native,
  media: Media,
  stream: Stream,
  shape: Shape,
  hasSought = false,
): Sound {
  const reader = openFrames(native, media, stream);
  const { start } = media;
  const timeline = createTimeline(start, media.headerSeconds(stream) ?? media.wholeSeconds);
  const { timeBase } = stream;
  let resampler: Resampler | undefined;
  let gathered = 0;
  let first = 0;

  /** Puts silence in front, so that the resampler's steps fall where they fall when all is decoded. */
  function settle(frame: Frame): void {
    const stated = secondsOf(native, frame.pts, timeBase) ?? 0;
    const index = Math.max(0, Math.round((stated - (start ?? 0)) * frame.sampleRate));
    const lead = index % (frame.sampleRate / gcd(frame.sampleRate, shape.rate));
    resampler?.pushSilence(lead);
    timeline.advance(index / frame.sampleRate);
    first = ((index - lead) / frame.sampleRate) * shape.rate;
  }

  function* silence(seconds: number, rate: number): Generator<Piece, void> {
    for (let left = Math.round(seconds * rate); left > 0; left -= rate) {
      const step = Math.min(left, rate);
      resampler?.pushSilence(step);
      timeline.advance(step / rate);
      if (resampler) yield* resampler.pull();
    }
  }

  function* another(frame: Frame): Generator<Piece, void> {
    const old = resampler;
    resampler = undefined;
    if (old) {
      yield* old.finish();
      old.close();
    }
    resampler = createResampler(native, shape, frame);
  }

  function* pieces(): Generator<Piece, void> {
    for (const frame of reader.frames()) {
      if (!frame) {
        yield EMPTY;
        continue;
      }
      if (!resampler) {
        yield* another(frame);
        if (hasSought) settle(frame);
      }
      const rate = frame.sampleRate;
      const gap = timeline.gapBefore(secondsOf(native, frame.pts, timeBase));
      if (gap > 0) yield* silence(gap, rate);
      if (!resampler?.push(frame)) {
        yield* another(frame);
        if (!resampler?.push(frame)) throw unsupported();
      }
      const seconds = frame.nbSamples / rate;
      timeline.advance(seconds);
      gathered += seconds;
      if (gathered < GATHERED) continue;
      gathered = 0;
      yield* resampler.pull();
    }
    if (resampler) yield* resampler.finish();
  }

  return {
    pieces,
    get first() {
      return first;
    },
    get hasErrors() {
      return reader.hasErrors;
    },
    get othersSeconds() {
      return reader.othersSeconds;
    },
    close() {
      resampler?.close();
      reader.close();
    },
  };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
