import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFonts } from './fonts.ts';
import { isPlain } from './pieces.ts';
import { keepRunsSmall } from './runs.ts';
import type { OwnFont, Run } from './own-font.ts';

const fonts = createFonts(join(import.meta.dirname, '../../../../resources/fonts'));
const plain = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code)).filter(
  (one) => one.trim() !== '' && isPlain.test(one),
);

/** As pdfkit asks for it: a run of its own, and what is kept of it. */
function runsOf(name: 'sans' | 'bold') {
  const font = fonts.get(name) as unknown as { layout: OwnFont['layout'] };
  let laidOut = 0;
  const own: Parameters<typeof keepRunsSmall>[0] = {
    layoutRun(text: string, features?: Record<string, boolean>) {
      laidOut += 1;
      const { glyphs, positions } = font.layout(text, features);
      for (const [at, position] of positions.entries())
        position.advanceWidth = glyphs[at]?.advanceWidth ?? NaN;
      return { glyphs, positions, advanceWidth: positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) };
    },
    layoutCached: (): Run => ({ glyphs: [], positions: [], advanceWidth: 0 }),
  };
  keepRunsSmall(own);
  return { own, laidOut: () => laidOut };
}

const shapeOf = ({ glyphs, positions, advanceWidth }: Run) => ({
  glyphs: glyphs.map(({ id, codePoints }) => [id, ...codePoints]),
  positions: positions.map(({ xAdvance, xOffset, yOffset, advanceWidth: own }) => [
    ...[xAdvance, xOffset, yOffset, own],
  ]),
  advanceWidth,
});

test.each(['sans', 'bold'] as const)('what is kept of a word of %s is what the font says of it', (name) => {
  const { own, laidOut } = runsOf(name);
  const words = [...plain, ...plain.map((one) => `AV${one}.`), ...plain.map((one) => `f${one}i, `)];
  // Marks stand where the font puts them.
  const marked = ['x\u0301\u0323', 'i\u0307', 'A\u030A '];
  expect(plain.length).toBeGreaterThan(700);
  for (const word of [...words, ...marked])
    expect(shapeOf(own.layoutCached(word))).toEqual(shapeOf(own.layoutRun(word)));
  const before = laidOut();
  const [first = ''] = words;
  expect(own.layoutCached(first)).toBe(own.layoutCached(first));
  expect(laidOut()).toBe(before);
});

test('letters that stand alike are kept once', () => {
  const { own } = runsOf('sans');
  const [one, other] = [own.layoutCached('nn'), own.layoutCached('nnn')];
  expect(new Set([...one.positions, ...other.positions]).size).toBe(1);
});
