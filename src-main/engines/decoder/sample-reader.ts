import { mixDown } from './mix-down.ts';
import { openMedia, type Media } from './media.ts';
import type { Native } from './native.ts';
import type { Pace } from './pace.ts';
import { canSeek, seek } from './seek.ts';
import { openSound, type Piece, type Sound } from './sound.ts';
import { chooseStream } from './tracks.ts';

/** Mono, as speech engines want it. */
export const SPEECH_RATE = 16_000;
/** Reads a track forward; what it has passed it can't give again. */
export interface SampleReader {
  /** Whether it is the quickest way to the sample with that index. */
  suits(from: number): boolean;
  /** The samples from one index to another, or to the end. */
  read(from: number, to: number, pace: Pace): Promise<Piece>;
  close(): void;
}

export async function openSampleReader(
  native: Native,
  path: string,
  track: number | null,
  from: number,
): Promise<SampleReader> {
  return reader(await openAt(native, { path, track, from, channels: 'own' }));
}

interface Wanted {
  path: string;
  track: number | null;
  /** The index of a sample. */
  from: number;
  /** own: two where there are two, of which the reader chooses how to mix them; else one. */
  channels: 2 | 'own';
}

/** At a sample or before it. */
export async function openAt(native: Native, wanted: Wanted): Promise<Opened> {
  const sought = await open(native, wanted);
  if (sought.first <= wanted.from) return sought;
  // It landed too late, so the way is through all that is before.
  sought.close();
  return open(native, { ...wanted, from: 0 });
}

interface Opened {
  media: Media;
  pieces: Generator<Piece, void>;
  piece: Piece;
  /** The index of the piece's first sample. */
  first: number;
  isSeekable: boolean;
  channels: 1 | 2;
  close(): void;
}

async function open(native: Native, { path, track, from, channels: wanted }: Wanted): Promise<Opened> {
  const media = await openMedia(native, path);
  let sound: Sound | undefined;
  const close = () => {
    sound?.close();
    media.close();
  };
  try {
    const stream = chooseStream(native, media, track);
    const channels = wanted === 2 || stream.codecpar.channelLayout.nbChannels === 2 ? 2 : 1;
    const hasSought = seek(native, media, stream, from / SPEECH_RATE);
    sound = openSound(native, media, stream, { rate: SPEECH_RATE, channels }, hasSought);
    const pieces = sound.pieces();
    const piece = pieces.next().value ?? NOTHING;
    const isSeekable = canSeek(native, media, stream);
    return { media, pieces, piece, first: sound.first, isSeekable, channels, close };
  } catch (error) {
    close();
    throw error;
  }
}

const NOTHING: Piece = new Float32Array(0);

function reader({ pieces, piece, first, isSeekable, channels, close }: Opened): SampleReader {
  let rest = piece;
  let position = first;
  let isOver = false;
  /** Takes up to so many samples off. */
  const off = (count: number) => {
    const taken = rest.subarray(0, count * channels);
    rest = rest.subarray(count * channels);
    position += taken.length / channels;
    return taken;
  };
  return {
    // Decoders remember: read on or sought, the last bits may differ, and the same span must be the same always.
    suits: (from) => !isSeekable && from >= position,
    async read(from, to, pace) {
      const samples = new Float32Array((to - from) * channels);
      let filled = 0;
      while (filled < samples.length && !isOver) {
        off(Math.max(0, from - position));
        const taken = off((samples.length - filled) / channels);
        samples.set(taken, filled);
        filled += taken.length;
        if (rest.length > 0) continue;
        const next = pieces.next();
        if (next.done) isOver = true;
        else rest = next.value;
        if (pace.due()) await pace.rest();
      }
      const read = samples.subarray(0, filled);
      return channels === 2 ? mixDown(read) : filled === samples.length ? samples : read.slice();
    },
    close,
  };
}

/** A whole track in spans of so many milliseconds, for engines in this process; the last one is shorter. */
export async function* sampleSpans(
  native: Native,
  request: { path: string; track: number | null; fromMs: number; spanMs: number },
  pace: Pace,
): AsyncGenerator<Piece, void> {
  const perMs = SPEECH_RATE / 1000;
  let from = request.fromMs * perMs;
  const own = await openSampleReader(native, request.path, request.track, from);
  try {
    for (;;) {
      const span = await own.read(from, from + request.spanMs * perMs, pace);
      if (span.length > 0) yield span;
      if (span.length < request.spanMs * perMs) return;
      from += span.length;
    }
  } finally {
    own.close();
  }
}
