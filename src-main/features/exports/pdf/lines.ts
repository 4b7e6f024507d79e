import { hasTurned, MOST_LETTERS, type Piece } from './pieces.ts';

export interface Placed extends Piece {
  width: number;
}

export interface Line {
  /** As they stand from left to right. */
  pieces: Placed[];
  width: number;
}

type Measure = (piece: Piece, text: string) => number;

const isBlank = ({ text }: Piece) => text.trim() === '';
const characters = new Intl.Segmenter();

/** Breaks pieces into lines of this width, and puts what runs from right to left in its place. */
export function linesOf(pieces: readonly Piece[], isRight: boolean, width: number, measure: Measure): Line[] {
  const lines: Line[] = [];
  let line: Placed[] = [];
  let used = 0;
  const place = (piece: Piece, text = piece.text): Placed => ({
    ...piece,
    text,
    width: measure(piece, text),
  });
  const end = () => {
    lines.push(finish(line, isRight, measure));
    [line, used] = [[], 0];
  };
  for (const chunk of chunksOf(pieces)) {
    const placed = chunk.map((piece) => place(piece));
    const whole = placed.reduce((sum, piece) => sum + piece.width, 0);
    const last = placed.at(-1);
    // The space at the end of a line may stand out.
    const space = last ? spaceAfter(last, measure) : 0;
    if (used + whole - space > width && line.length > 0) end();
    if (whole - space <= width) {
      line.push(...placed);
      used += whole;
      continue;
    }
    // A word that is longer than a line.
    for (const piece of chunk)
      for (const segment of lettersOf(piece)) {
        const part = place(piece, segment);
        if (used + part.width > width && line.length > 0) end();
        line.push(part);
        used += part.width;
      }
  }
  if (line.length > 0) end();
  return lines;
}

/** What stands for something else stays whole. */
const lettersOf = ({ text, actual }: Piece): string[] =>
  actual === undefined && text.length > 1
    ? Array.from(characters.segment(text), ({ segment }) => segment)
    : [text];

/** What must stay together. */
function* chunksOf(pieces: readonly Piece[]): Generator<Piece[]> {
  let chunk: Piece[] = [];
  for (const piece of pieces) {
    chunk.push(piece);
    if (!piece.canBreak) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

function spaceAfter(piece: Placed, measure: Measure): number {
  const spaces = piece.text.length - piece.text.trimEnd().length;
  return spaces === 0 ? 0 : measure(piece, ' '.repeat(spaces));
}

function finish(line: readonly Placed[], isRight: boolean, measure: Measure): Line {
  const seen = line.slice(0, line.findLastIndex((piece) => !isBlank(piece)) + 1);
  const last = seen.at(-1);
  // Drawn with the space after it, since a word is measured only once as it stands.
  if (last) seen[seen.length - 1] = { ...last, width: last.width - spaceAfter(last, measure) };
  const pieces = reordered(merged(seen), isRight ? 1 : 0);
  return { pieces, width: pieces.reduce((sum, piece) => sum + piece.width, 0) };
}

/** What can be drawn at once: neighbours from left to right that are alike. */
function merged(pieces: readonly Placed[]): Placed[] {
  const all: Placed[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    const isSame = last?.span === piece.span && last.font === piece.font && last.level === piece.level;
    const goesOn = piece.level % 2 === 0 && !hasTurned(piece.text) && !hasTurned(last?.text);
    if (last && isSame && goesOn && last.text.length < MOST_LETTERS)
      all[all.length - 1] = { ...last, text: last.text + piece.text, width: last.width + piece.width };
    else all.push(piece);
  }
  return all;
}

/** Rule L2 of Unicode's algorithm: from the highest level down, what is at least as high is turned around. */
function reordered(pieces: Placed[], base: number): Placed[] {
  const highest = Math.max(base, ...pieces.map(({ level }) => level));
  const all = [...pieces];
  for (let level = highest; level >= 1; level -= 1) {
    for (let from = 0; from < all.length; from += 1) {
      if ((all[from]?.level ?? 0) < level) continue;
      let to = from;
      while (to < all.length && (all[to]?.level ?? 0) >= level) to += 1;
      all.splice(from, to - from, ...all.slice(from, to).reverse());
      from = to;
    }
  }
  return all;
}
