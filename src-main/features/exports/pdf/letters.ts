import type { Glyph, OwnFont } from './own-font.ts';
import { keepRunsSmall } from './runs.ts';

const told = new WeakSet<OwnFont>();

/**
 * Gives a shape that stands for several letters a number for each of them, so that whoever copies or searches the text
 * finds the letter that was meant. pdfkit has one number for each shape.
 */
export function tellLettersApart(font: OwnFont): void {
  if (told.has(font)) return;
  told.add(font);
  keepRunsSmall(font);
  const numbers = new Map<string, number>();
  const codes = new WeakMap<Glyph, string>();
  function codeOf(glyph: Glyph): string {
    const { id, codePoints, advanceWidth } = glyph;
    const key = [id, ...codePoints].join();
    const number = numbers.get(key) ?? font.subset.glyphs.push(id) - 1;
    numbers.set(key, number);
    font.widths[number] = advanceWidth * font.scale;
    font.unicode[number] = codePoints;
    const code = number.toString(16).padStart(4, '0');
    codes.set(glyph, code);
    return code;
  }
  font.encode = (text, features) => {
    const { glyphs, positions } = font.layout(text, features);
    return [glyphs.map((glyph) => codes.get(glyph) ?? codeOf(glyph)), positions];
  };
}
