import type { Piece } from './adapter.ts';

const BROKEN = '\uFFFD';

/**
 * smart-whisper gives each token as text, and so loses characters that span several tokens; the segment's text still
 * has them. What lies there between two whole tokens is the text of the broken ones between them.
 */
export function mendPieces(pieces: Piece[], text: string): Piece[] {
  const mended: Piece[] = [];
  let at = 0;
  for (let index = 0; index < pieces.length;) {
    const piece = pieces[index];
    if (!piece) break;
    if (!piece.text.includes(BROKEN)) {
      mended.push(piece);
      at += piece.text.length;
      index += 1;
      continue;
    }
    let next = index + 1;
    while (next < pieces.length && pieces[next]?.text.includes(BROKEN)) next += 1;
    const following = pieces[next];
    const end = following ? text.indexOf(following.text, at) : text.length;
    mended.push(join(pieces.slice(index, next), text.slice(at, end < 0 ? at : end)));
    at = Math.max(at, end);
    index = next;
  }
  return mended;
}

function join(run: Piece[], text: string): Piece {
  const probability = run.reduce((sum, piece) => sum + piece.probability, 0) / run.length;
  return { text, startMs: run[0]?.startMs ?? 0, endMs: run.at(-1)?.endMs ?? 0, probability };
}
