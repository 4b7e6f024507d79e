/** The part that is used of a package without types of its own. */
declare module 'fontkit' {
  export interface Font {
    readonly ascent: number;
    readonly descent: number;
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    getGlyph(id: number, codePoints?: number[]): unknown;
    readonly _glyphs: Record<number, { readonly codePoints: readonly number[] } | undefined>;
  }
  export function create(data: Uint8Array): Font;
}
