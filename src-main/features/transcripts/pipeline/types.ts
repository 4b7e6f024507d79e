import type { Segment } from '../../../contract/transcripts.ts';

export const PER_MS = 16;
/** What is shorter is not worth looking at. */
export const MOMENT_MS = 500;

export interface Span {
  startMs: number;
  endMs: number;
}

/** A part of the sound that the engine is to hear: 16 kHz mono, whole milliseconds of it. */
export interface Clip {
  fromMs: number;
  pcm: Float32Array;
}

/** Which part of the sound lies where in a chunk. */
export interface Piece {
  atMs: number;
  fromMs: number;
  ms: number;
}

/** What the engine is given in one go. */
export interface Chunk {
  fromMs: number;
  /** Where the next one begins. */
  toMs: number;
  pieces: Piece[];
  /** Empty: it could not be read, or not be looked through for voices. */
  pcm: Float32Array;
  /** Where somebody speaks in it, in the time of the sound; null: nobody can tell. */
  voice: Span[] | null;
  /** The voices that are hardly louder than what is around them. */
  faint: Span[];
}

/** A segment that has no row yet, and is nobody's. */
export type Heard = Omit<Segment, 'id' | 'speakerId'>;

export interface Suspect extends Span {
  reason: 'repetition' | 'silence' | 'unsure' | 'crashed' | 'unheard';
  text: string;
}

export interface ChunkText {
  segments: Heard[];
  guards: Suspect[];
}

export const msOf = ({ pcm }: { pcm: Float32Array }) => pcm.length / PER_MS;
