import type { Said } from '../parts.ts';
import { lineOf } from './prompt.ts';

/** Where in a transcript: a segment, and a letter of it. */
export interface Place {
  segment: number;
  offset: number;
}

export interface Part {
  lines: string[];
  /** The segments that they are of. */
  places: number[];
  /** Where the next one begins. */
  end: Place;
}

type Count = (texts: readonly string[]) => Promise<number[]>;

/** So many lines are counted at once, so that it can be stopped in between. */
const BATCH = 500;
/** A line's end is a token of its own. */
const LINE_END = 1;

/** Takes a transcript apart at the borders of segments, and one that is longer than a part at words. */
export async function createCutter(segments: readonly Said[], count: Count) {
  const tokens: number[] = [];
  for (let at = 0; at < segments.length; at += BATCH) {
    const lines = segments.slice(at, at + BATCH).map((own, index) => lineOf(at + index, own, own.text));
    for (const own of await count(lines)) tokens.push(own + LINE_END);
  }

  /** As much of a segment's rest as takes so many tokens at most. */
  async function pieceOf(own: Said, { segment, offset }: Place, window: number) {
    const rest = own.text.slice(offset);
    for (let length = rest.length; ;) {
      const line = lineOf(segment, own, rest.slice(0, length));
      const [taken = 0] = await count([line]);
      if (taken + LINE_END <= window || length <= 1) return { line, length, tokens: taken + LINE_END };
      const share = Math.floor(((length * window) / (taken + LINE_END)) * 0.9);
      length = wholeWords(rest, Math.max(1, Math.min(length - 1, share)));
    }
  }

  return {
    /** From there on, as much as takes so many tokens at most, and one letter at least. */
    async part({ segment, offset }: Place, window: number): Promise<Part> {
      const lines: string[] = [];
      const places: number[] = [];
      let left = window;
      let place = { segment, offset };
      for (; place.segment < segments.length; place = { segment: place.segment + 1, offset: 0 }) {
        const own = segments[place.segment];
        if (!own) break;
        const whole = place.offset === 0 ? (tokens[place.segment] ?? 0) : Infinity;
        if (whole > left && lines.length > 0 && whole <= window) break;
        const {
          line,
          length,
          tokens: taken,
        } = whole <= left
          ? { line: lineOf(place.segment, own, own.text), length: own.text.length, tokens: whole }
          : await pieceOf(own, place, left);
        if (taken > left && lines.length > 0) break;
        lines.push(line);
        places.push(place.segment);
        left -= taken;
        if (place.offset + length < own.text.length)
          return { lines, places, end: { segment: place.segment, offset: place.offset + length } };
      }
      return { lines, places, end: place };
    },
  };
}

/** Not more letters than these, and no half of a word where there are spaces, nor of a letter. */
function wholeWords(text: string, length: number): number {
  const space = text.slice(0, length).search(/\s\S*$/);
  if (space > length / 2) return space + 1;
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(length - 1)) && length > 1;
  return isHalf ? length - 1 : length;
}
