/** A loaded language model. It does one thing after another. */
export interface LoadedLanguageModel {
  /** The name of the device that it runs on. */
  readonly device: string;
  /** For a prompt and its answer, without what the model's own template takes. */
  readonly contextTokens: number;
  readonly fallbackReason: 'memory' | 'failed' | null;
  count(texts: readonly string[], signal: AbortSignal): Promise<number[]>;
  /** What it says, without what it thinks. With a schema: JSON of that shape, or the beginning of it. */
  complete(ask: Ask): Promise<string>;
  free(): Promise<void>;
}

export interface Ask {
  system: string;
  user: string;
  /** A JSON schema. */
  schema?: object;
  maxTokens: number;
  signal: AbortSignal;
  /** All words so far. */
  onText?: (text: string) => void;
}
