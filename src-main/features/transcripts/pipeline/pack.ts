import { quietest } from './quietest.ts';
import { msOf, PER_MS, type Clip, type Piece } from './types.ts';

/** The window that Whisper hears at once. */
export const MAX_MS = 30_000;
/** A chunk is cut no earlier, but where the sound ends: a window half empty costs as much as a full one. */
const EARLIEST_MS = 24_000;
/** Engines take no less. */
export const MIN_MS = 100;
/** Put in place of a longer silence. */
export const JOINT_MS = 300;

const endOf = (clip: Clip) => clip.fromMs + msOf(clip);

/** Where each clip comes to lie in a chunk. Clips that follow each other in the sound do so there too. */
export function layOut(clips: readonly Clip[]): Piece[] {
  let atMs = 0;
  return clips.map((clip, index) => {
    const before = clips[index - 1];
    if (before && endOf(before) < clip.fromMs) atMs += JOINT_MS;
    const piece = { atMs, fromMs: clip.fromMs, ms: msOf(clip) };
    atMs += piece.ms;
    return piece;
  });
}

const lengthOf = (pieces: readonly Piece[]) => {
  const last = pieces.at(-1);
  return last ? last.atMs + last.ms : 0;
};

/** The clips as one sound, with silence between those that are apart, and behind what is too short. */
export function mix(clips: readonly Clip[]): Float32Array {
  const pieces = layOut(clips);
  const pcm = new Float32Array(Math.max(lengthOf(pieces), MIN_MS) * PER_MS);
  for (const [index, clip] of clips.entries()) pcm.set(clip.pcm, (pieces[index]?.atMs ?? 0) * PER_MS);
  return pcm;
}

/** Takes the clips of the next chunk off; undefined: more must be known of what follows. */
export function takeChunk(
  clips: readonly Clip[],
  isLast: boolean,
): { taken: Clip[]; rest: Clip[] } | undefined {
  const pieces = layOut(clips);
  if (lengthOf(pieces) <= MAX_MS)
    return isLast && clips.length > 0 ? { taken: [...clips], rest: [] } : undefined;
  const longest = longestSilence(clips, pieces);
  if (longest !== undefined) return { taken: clips.slice(0, longest), rest: clips.slice(longest) };
  return cutAt(clips, pieces, quietest(mix(clips), EARLIEST_MS, MAX_MS));
}

/** The index of the clip after the longest silence at which a chunk may end. */
function longestSilence(clips: readonly Clip[], pieces: readonly Piece[]): number | undefined {
  let best: { index: number; ms: number } | undefined;
  for (const [index, clip] of clips.entries()) {
    const before = clips[index - 1];
    const lengthMs = lengthOf(pieces.slice(0, index));
    if (!before || lengthMs < EARLIEST_MS || lengthMs > MAX_MS) continue;
    const ms = clip.fromMs - endOf(before);
    if (ms > 0 && ms >= (best?.ms ?? 0)) best = { index, ms };
  }
  return best?.index;
}

/** Cuts at a time of the chunk, in the middle of a clip if need be. */
function cutAt(clips: readonly Clip[], pieces: readonly Piece[], cutMs: number) {
  const taken: Clip[] = [];
  const rest: Clip[] = [];
  for (const [index, clip] of clips.entries()) {
    const { atMs, fromMs, ms } = pieces[index] ?? { atMs: 0, fromMs: 0, ms: 0 };
    const keptMs = Math.min(Math.max(cutMs - atMs, 0), ms);
    // Copies, so that what is gone does not keep what stays in memory, nor the other way round.
    if (keptMs > 0) taken.push({ fromMs, pcm: clip.pcm.slice(0, keptMs * PER_MS) });
    if (keptMs < ms) rest.push({ fromMs: fromMs + keptMs, pcm: clip.pcm.slice(keptMs * PER_MS) });
  }
  return { taken, rest };
}
