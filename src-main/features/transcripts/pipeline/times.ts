import type { Heard, Piece } from './types.ts';

/** The time in the sound of a time in the chunk. In a joint a start goes on to what follows, an end back to what was. */
export function toSound(pieces: readonly Piece[], atMs: number, edge: 'start' | 'end'): number {
  const isBehind = (piece: Piece) => (edge === 'start' ? piece.atMs <= atMs : piece.atMs < atMs);
  const index = Math.max(0, pieces.findLastIndex(isBehind));
  const piece = pieces[index];
  if (!piece) return atMs;
  const within = Math.max(0, atMs - piece.atMs);
  if (within < piece.ms || edge === 'end') return piece.fromMs + Math.min(within, piece.ms);
  const next = pieces[index + 1];
  return next ? next.fromMs : piece.fromMs + piece.ms;
}

/** A segment with its words, in the time of the sound. */
export function segmentToSound(pieces: readonly Piece[], segment: Heard): Heard {
  const span = <T extends { startMs: number; endMs: number }>(own: T): T => {
    const startMs = toSound(pieces, own.startMs, 'start');
    return { ...own, startMs, endMs: Math.max(startMs, toSound(pieces, own.endMs, 'end')) };
  };
  return { ...span(segment), words: segment.words.map(span) };
}
