/** What a speech engine must offer. The rest of the app knows no other words for speech recognition. */
export interface SpeechEngine {
  readonly name: EngineName;
  /** Why a better engine is not the one in use. */
  readonly fallbackReason: string | null;
  /** Of the libraries for graphics that are installed: cuda, vulkan, metal. */
  readonly graphics: readonly string[];
  /** Without graphics no driver of theirs is touched, which might crash. */
  devices(withGraphics: boolean): Device[];
  /** Checks the file before any native code sees it: `unsupported_format`, `file_damaged`. */
  load(path: string, options?: LoadOptions): Promise<SpeechModel>;
}

export type EngineName = 'whisper.cpp' | 'smart-whisper';

export interface Device {
  name: string;
  description: string;
  type: 'cpu' | 'gpu' | 'integrated' | 'accelerator';
  /** 0 where the engine can't tell. */
  memoryBytes: number;
  freeBytes: number;
  /** On the PCI bus; empty where it has none, or the engine can't tell. */
  address: string;
}

export interface LoadOptions {
  /** An index among the engine's devices; `auto`: the first graphics processor, else the processor. */
  device?: 'auto' | 'cpu' | number;
  flashAttention?: boolean;
  /** In hexadecimal. Changed weights can be found by this alone: no structure tells them from good ones. */
  sha256?: string;
}

/** A loaded model. It does one thing after another. */
export interface SpeechModel {
  readonly isMultilingual: boolean;
  /** The name of the device that it runs on. */
  readonly device: string;
  transcribe(pcm: Float32Array, options?: TranscribeOptions): Promise<Transcript>;
  detectLanguage(pcm: Float32Array, options?: DetectOptions): Promise<LanguageGuess>;
  free(): Promise<void>;
}

export interface DetectOptions {
  /** More threads than free cores make it slower, much slower: 1 unless a measurement says more. */
  threads?: number;
  signal?: AbortSignal;
}

export interface TranscribeOptions extends DetectOptions {
  /** A code such as `en`; `auto`: detect it. */
  language?: string;
  /** Into English, whatever is spoken. */
  translate?: boolean;
  /** Names and terms to expect. */
  prompt?: string;
  /** Tell each window of 30 s the words of the one before it. Better style; now and then a sentence twice. */
  keepContext?: boolean;
  /** 1: greedy. */
  beamSize?: number;
  temperature?: number;
  /** Whole per cents, rising, up to 100. */
  onProgress?: (percent: number) => void;
}

export interface LanguageGuess {
  language: string;
  /** Null where the engine can't tell. */
  probability: number | null;
}

export interface Transcript {
  language: string;
  segments: Segment[];
}

export interface Segment {
  startMs: number;
  endMs: number;
  text: string;
  /** Null where the engine can't tell. */
  noSpeechProbability: number | null;
  /** Their texts, one after another, are the segment's: a word keeps the space before it. */
  words: Word[];
}

export interface Word {
  text: string;
  startMs: number;
  endMs: number;
  probability: number;
}
