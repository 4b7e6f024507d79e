import type { Caption } from '../../../contract/speech.ts';
import type { Word } from '../../../engines/whisper/types.ts';
import { agreeing } from './agree.ts';
import { RATE } from './mixer.ts';
import { findSpeech } from './pauses.ts';

const MAX_SAMPLES = 30 * RATE;
/** By then words become final without a pause. */
const LONG_SAMPLES = 25 * RATE;
/** The engine takes no less. */
const MIN_SAMPLES = RATE / 5;

/** A piece of sound to be read, and whether nothing more will come to it. */
export interface Piece {
  pcm: Float32Array<ArrayBuffer>;
  /** Where it begins, in samples. */
  at: number;
  isWhole: boolean;
  /** How many of its words were told as final before. */
  told: number;
}

const toMs = (samples: number) => Math.round((samples * 1000) / RATE);

/** The sound since the last pause, and what was made of it so far. `at` is where it begins, in samples. */
export function createStretch(at: number) {
  let sound = new Float32Array();
  /** What the last reading said, and how many of these words were told as final. */
  let words: readonly string[] = [];
  let told = 0;

  function drop(samples: number): void {
    if (samples <= 0) return;
    sound = sound.slice(samples);
    at += samples;
    words = [];
    told = 0;
  }

  return {
    get end() {
      return at + sound.length;
    },
    add(more: Float32Array): void {
      const all = new Float32Array(sound.length + more.length);
      all.set(sound);
      all.set(more, sound.length);
      sound = all;
      // Nobody had the time to read it.
      drop(sound.length - MAX_SAMPLES);
    },
    /** What to read next: up to the last pause, or, where there is none yet, all of it. undefined: nobody speaks. */
    next(): Piece | undefined {
      const speech = findSpeech(sound);
      if (!speech) {
        drop(sound.length - MIN_SAMPLES);
        return undefined;
      }
      // As long as nothing was read of it, so that the words stay those that were counted.
      if (words.length === 0 && speech.from > 0) {
        drop(speech.from);
        if (speech.pauseAt !== null) speech.pauseAt -= speech.from;
      }
      const end = speech.pauseAt ?? sound.length;
      if (end < MIN_SAMPLES) return undefined;
      const isWhole = speech.pauseAt !== null || end >= LONG_SAMPLES;
      return { pcm: sound.slice(0, end), at, isWhole, told };
    },
    /** Takes what was read of a piece. Returns what to tell of it. */
    take(piece: Piece, read: readonly Word[]): Caption[] {
      const now = read.map(({ text }) => text);
      const final = piece.isWhole ? now.length : Math.max(piece.told, agreeing(words, now));
      // Of what came while it was read, the oldest may be gone.
      if (piece.isWhole) drop(piece.at + piece.pcm.length - at);
      else if (piece.at === at) {
        words = now;
        told = final;
      }
      const startMs = toMs(piece.at);
      return [
        ...caption(read.slice(piece.told, final), startMs, true),
        ...caption(read.slice(final), startMs, false),
      ];
    },
  };
}

function caption(words: readonly Word[], startMs: number, isFinal: boolean): Caption[] {
  const text = words
    .map((word) => word.text)
    .join('')
    .trim();
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last || text === '') return [];
  return [{ startMs: startMs + first.startMs, endMs: startMs + last.endMs, text, isFinal }];
}
