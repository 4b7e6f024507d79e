/** A font within a document, as pdfkit has it. */
export interface OwnFont {
  readonly subset: { readonly glyphs: number[] };
  readonly widths: number[];
  readonly unicode: number[][];
  readonly scale: number;
  layout(text: string, features?: unknown): Pick<Run, 'glyphs' | 'positions'>;
  layoutRun(text: string, features?: Record<string, boolean>): Run;
  /** A word with the space after it. */
  layoutCached(text: string): Run;
  encode(text: string, features?: unknown): [codes: string[], positions: Run['positions']];
}

/** Letters as they stand beside each other. */
export interface Run {
  glyphs: Glyph[];
  positions: { xAdvance: number; xOffset: number; yOffset: number; advanceWidth: number }[];
  advanceWidth: number;
}

export interface Glyph {
  id: number;
  codePoints: number[];
  advanceWidth: number;
}
