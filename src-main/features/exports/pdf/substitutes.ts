import type { Span } from '../document.ts';
import type { Chooser } from './fonts.ts';
import { isPlain } from './pieces.ts';

/** Scripts that no font of ours has; whatever else is missing is told of by its number. */
const scripts = [
  ...['Thai', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Laoo', 'Khmr'],
  ...['Mymr', 'Tibt', 'Geor', 'Armn', 'Ethi', 'Cher', 'Mong', 'Syrc', 'Thaa', 'Nkoo', 'Tfng', 'Java', 'Bali'],
].map((code) => ({ code, has: new RegExp(`\\p{Script=${code}}`, 'u') }));
const characters = new Intl.Segmenter();

/** null: some font has it. */
interface Part {
  text: string;
  code: string | null;
}

const codeOf = (point: string) =>
  scripts.find(({ has }) => has.test(point))?.code ??
  `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
const isScript = (code: string | null) => code !== null && !code.startsWith('U+');

/** Says in words what no font has, so that nobody takes a row of boxes for what was said: “[Thai]”. */
export function createSubstitutes(choose: Chooser, language: string) {
  const names = new Intl.DisplayNames(language, { type: 'script' });
  /** What was missing so far. */
  const found = new Set<string>();

  /** A letter may be had put together, or without its mark: then the mark alone is told of. */
  function partsOf(character: string): Part[] {
    const whole = [character, character.normalize('NFC')].find((text) => choose(text) !== undefined);
    if (whole !== undefined) return [{ text: whole, code: null }];
    return Array.from(character).map((point, at) => {
      const isThere = at === 0 || /\p{Cf}/u.test(point) ? choose(point) !== undefined : false;
      return { text: point, code: isThere ? null : codeOf(point) };
    });
  }

  function toSpan(span: Span, { text, code }: Part): Span {
    if (code === null) return { ...span, text };
    found.add(code);
    return { ...span, text: `[${isScript(code) ? (names.of(code) ?? code) : code}]`, actual: text };
  }

  return {
    found,
    replaced: (spans: readonly Span[]): Span[] =>
      spans.flatMap((span) => {
        if (isPlain.test(span.text)) return [span];
        const parts = [...characters.segment(span.text)].flatMap(({ segment }) => partsOf(segment));
        return merged(parts).map((part) => toSpan(span, part));
      }),
  };
}

/** Words of one script are told of once, with the spaces between them. */
function merged(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const [last, before] = [all.at(-1), all.at(-2)];
    const isAgain = isScript(part.code) && before?.code === part.code;
    if (isAgain && last?.code === null && last.text.trim() === '') {
      before.text += last.text + part.text;
      all.pop();
    } else if (last?.code === part.code && (part.code === null || isScript(part.code)))
      last.text += part.text;
    else all.push({ ...part });
  }
  return all;
}
