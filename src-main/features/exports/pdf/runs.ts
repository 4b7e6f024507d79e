import type { OwnFont, Run } from './own-font.ts';

/** Of these the font puts no letter together out of one and its marks. */
const unmarked = /^[\u0020-\u007E\u00A0-\u017F\u0386-\u03CE\u0400-\u045F\u2010-\u2026]*$/;
/** Where its marks go is what is largest in a font, and is read only where there are some. */
const withoutMarks = { mark: false, mkmk: false };

/**
 * Words that were laid out are kept for when they come again, as pdfkit does, but without what only led there: of
 * 30,000 words that was five megabytes, and most letters stand as another one does.
 */
export function keepRunsSmall(font: Pick<OwnFont, 'layoutRun' | 'layoutCached'>): void {
  const runs = new Map<string, Run>();
  const known = new Map<string, Run['positions'][number]>();
  function shared(own: Run['positions'][number]) {
    const { xAdvance, xOffset, yOffset, advanceWidth } = own;
    const key = [xAdvance, xOffset, yOffset, advanceWidth].join();
    const same = known.get(key);
    if (!same) known.set(key, own);
    return same ?? own;
  }
  font.layoutCached = (text) => {
    const kept = runs.get(text);
    if (kept) return kept;
    const { glyphs, positions, advanceWidth } = font.layoutRun(
      text,
      unmarked.test(text) ? withoutMarks : undefined,
    );
    const run = { glyphs, positions: positions.map(shared), advanceWidth };
    runs.set(text, run);
    return run;
  };
}
