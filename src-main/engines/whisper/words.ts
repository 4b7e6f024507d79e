import type { Piece } from './adapter.ts';
import type { Word } from './types.ts';

/** Written without spaces between words: there each piece is a word. */
const unspaced = new Set(['zh', 'ja', 'th', 'lo', 'my', 'yue', 'km', 'bo']);

const sounds = /[\p{L}\p{N}\p{M}]/u;
/** Belongs to what comes after it: brackets, quotation marks, currency. */
const opens = /^\s*[\p{Ps}\p{Pi}\p{Sc}¿¡"'#@]+$/u;

/** A piece begins a word by its space, or, where nobody writes spaces, by being a piece. Marks go with a neighbour. */
export function joinWords(pieces: Piece[], language: string): Word[] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    if (group && belongs(piece, group, unspaced.has(language))) group.push(piece);
    else groups.push([piece]);
  }
  return groups.map(toWord);
}

const textOf = (group: Piece[]) => group.map(({ text }) => text).join('');

function belongs(piece: Piece, group: Piece[], isUnspaced: boolean): boolean {
  if (!sounds.test(textOf(group))) return true;
  if (/^\s/.test(piece.text)) return !sounds.test(piece.text) && !opens.test(piece.text);
  if (!isUnspaced) return true;
  // A combining mark, a mark of punctuation, or the middle of a Latin word.
  if (!sounds.test(piece.text)) return !opens.test(piece.text);
  return /^\p{M}/u.test(piece.text) || (/^[a-z0-9]/i.test(piece.text) && /[a-z0-9]$/i.test(textOf(group)));
}

function toWord(group: Piece[]): Word {
  const sounding = group.filter(({ text }) => sounds.test(text));
  const counted = sounding.length > 0 ? sounding : group;
  const probability = counted.reduce((sum, piece) => sum + piece.probability, 0) / counted.length;
  return {
    text: textOf(group),
    startMs: Math.min(...counted.map(({ startMs }) => startMs)),
    endMs: Math.max(...counted.map(({ endMs }) => endMs)),
    probability: Math.min(Math.max(probability, 0), 1),
  };
}
