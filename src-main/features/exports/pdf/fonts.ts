import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font } from 'fontkit';

const files = {
  sans: 'NotoSans-Regular.ttf',
  bold: 'NotoSans-SemiBold.ttf',
  arabic: 'NotoSansArabic-Regular.ttf',
  hebrew: 'NotoSansHebrew-Regular.ttf',
  japanese: 'NotoSansJP-Regular.ttf',
  chinese: 'NotoSansSC-Regular.ttf',
  korean: 'NotoSansKR-Regular.ttf',
  math: 'NotoSansMath-Regular.ttf',
  emoji: 'NotoEmoji-Regular.ttf',
};
export type FontName = keyof typeof files;

/** Where a character is in several, its own language's shape of it goes first. */
const eastern = new Map<string | null, readonly FontName[]>([
  ['ja', ['japanese', 'chinese', 'korean']],
  ['zh', ['chinese', 'japanese', 'korean']],
  ['ko', ['korean', 'japanese', 'chinese']],
]);

/** What has no shape of its own. */
const unseen = /[\p{Cf}\uFE00-\uFE0F]/u;
const isNeutral = /^[\s\p{P}\p{S}\p{Cf}]+$/u;
const isEmoji = /\p{Emoji_Presentation}|\uFE0F/u;

/** One shape may be of several letters, as of Latin and Greek. Kept as it is met first, all would be read as that one. */
function keepLetters(font: Font): void {
  const getGlyph = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) => {
    const known = font._glyphs[id];
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- Its cache of shapes is a plain object.
    if (known && known.codePoints.join() !== codePoints.join()) delete font._glyphs[id];
    return getGlyph(id, codePoints);
  };
}

export type Fonts = ReturnType<typeof createFonts>;
export type Chooser = ReturnType<Fonts['chooser']>;

/** The fonts that come with the app; each is read when something is first written in it. */
export function createFonts(folder: string) {
  const read = new Map<FontName, Font>();
  function get(name: FontName): Font {
    const known = read.get(name);
    if (known) return known;
    const font = create(readFileSync(join(folder, files[name])));
    keepLetters(font);
    read.set(name, font);
    return font;
  }
  const covers = (name: FontName, points: readonly number[]) =>
    points.every((point) => get(name).hasGlyphForCodePoint(point));

  return {
    get,
    /** Chooses for characters one after another; undefined: no font has this one. */
    chooser(language: string | null) {
      const order = [
        ...(['sans', 'hebrew', 'arabic'] as const),
        ...(eastern.get(language) ?? (['japanese', 'chinese', 'korean'] as const)),
        ...(['math', 'emoji'] as const),
      ];
      const known = new Map<string, FontName | undefined>();
      let last: FontName = 'sans';
      return (character: string): FontName | undefined => {
        const points = Array.from(character)
          .filter((one) => !unseen.test(one))
          .map((one) => one.codePointAt(0) ?? 0);
        // Spaces and full stops stay with the words before them.
        if (isNeutral.test(character) && !isEmoji.test(character) && covers(last, points)) return last;
        const has = known.has(character);
        const usual = isEmoji.test(character) ? (['emoji', ...order] as const) : order;
        const found = has ? known.get(character) : usual.find((name) => covers(name, points));
        if (!has) known.set(character, found);
        // Its space is as wide as its pictures.
        if (found !== undefined && found !== 'emoji') last = found;
        return found;
      };
    },
  };
}
