/** What decides how much memory a model takes. */
export interface LanguageShape {
  /** That it was trained for. */
  contextTokens: number;
  layers: number;
  embedding: number;
  vocabulary: number;
  /** Of all weights, and of those that belong to a layer. */
  weightBytes: number;
  layerBytes: number;
  /** What a token of context takes in all layers, at 16 bits. */
  bytesPerToken: number;
}

/** What a model file is, as it says itself. */
export type ModelFacts =
  | { kind: 'speech'; isMultilingual: boolean; quantisation: string }
  | { kind: 'language'; quantisation: string; shape: LanguageShape };
