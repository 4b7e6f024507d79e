import type { Ask } from '../../../engines/llama/types.ts';

export type { Ask };

/** A language model that is ready to be asked, wherever it runs. */
export interface LanguageModel {
  readonly id: string;
  readonly name: string;
  readonly method: 'llama' | 'server';
  readonly sha256: string | null;
  /** Null: a server's, which says nothing of it. */
  readonly device: string | null;
  readonly contextTokens: number;
  /** How many tokens each of these takes; a server's are an upper estimate. */
  count(texts: readonly string[], signal: AbortSignal): Promise<number[]>;
  /** What it says. With a schema: JSON of that shape. Never more than maxTokens. */
  complete(ask: Ask): Promise<string>;
}
