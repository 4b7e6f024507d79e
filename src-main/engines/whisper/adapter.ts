import type { Device, EngineName, LanguageGuess } from './types.ts';

/** What a native package must be made to do; create-engine.ts does all that is alike for both. */
export interface Adapter {
  readonly name: EngineName;
  readonly graphics: readonly string[];
  devices(withGraphics: boolean): Device[];
  /** `gpu` counts among the graphics processors; -1: none. */
  load(path: string, options: { gpu: number; flashAttention: boolean }): Promise<AdaptedModel>;
}

export interface AdaptedModel {
  /** Throws a `cancelled` AppError once the signal has stopped it; until it settles nothing else is asked of the model. */
  transcribe(
    pcm: Float32Array,
    options: FullOptions,
    onProgress: (percent: number) => void,
    signal: AbortSignal,
  ): Promise<RawTranscript>;
  detectLanguage(pcm: Float32Array, threads: number, signal: AbortSignal): Promise<LanguageGuess>;
  free(): Promise<void>;
}

export interface FullOptions {
  language: string;
  translate: boolean;
  prompt: string;
  keepContext: boolean;
  threads: number;
  beamSize: number;
  temperature: number;
}

export interface RawTranscript {
  language: string;
  segments: RawSegment[];
}

export interface RawSegment {
  startMs: number;
  endMs: number;
  noSpeechProbability: number | null;
  pieces: Piece[];
}

/** One token's text or, where a character spans several tokens, that of all of them. */
export interface Piece {
  text: string;
  startMs: number;
  endMs: number;
  probability: number;
}
