import type { Piece } from './adapter.ts';

/** A token as its bytes: it may end in the middle of a character. */
export interface ByteToken {
  bytes: Uint8Array;
  startMs: number;
  endMs: number;
  probability: number;
}

/** Joins tokens until each piece holds whole characters. Bytes that are no UTF-8 become U+FFFD. */
export function wholeCharacters(tokens: ByteToken[]): Piece[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const pieces: Piece[] = [];
  let held: ByteToken[] = [];
  const add = (text: string, last: ByteToken) => {
    const probability = held.reduce((sum, token) => sum + token.probability, 0) / held.length;
    pieces.push({ text, startMs: held[0]?.startMs ?? last.startMs, endMs: last.endMs, probability });
    held = [];
  };
  for (const token of tokens) {
    held.push(token);
    const text = decoder.decode(token.bytes, { stream: true });
    if (text !== '') add(text, token);
  }
  const rest = decoder.decode();
  const last = held.at(-1);
  if (last) add(rest, last);
  else if (rest !== '') pieces.push({ ...lastOf(pieces), text: rest, probability: 0 });
  return pieces.filter(({ text }) => text !== '');
}

function lastOf(pieces: Piece[]): Piece {
  const last = pieces.at(-1) ?? { startMs: 0, endMs: 0, text: '', probability: 0 };
  return { ...last, startMs: last.endMs };
}
