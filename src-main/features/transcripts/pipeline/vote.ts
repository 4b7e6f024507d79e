import { chunksOf } from './chunks.ts';
import type { Sound } from './blocks.ts';

export interface Guess {
  language: string;
  /** Null where the engine can't tell. */
  probability: number | null;
}

const VOTERS = 5;
const APART_MS = 60_000;

/** The language most likely spoken, by chunks from all over the sound: it may begin with music, or a greeting in another. */
export async function voteLanguage(
  sound: Sound,
  fromMs: number,
  toMs: number,
  detect: (pcm: Float32Array) => Promise<Guess>,
): Promise<string | null> {
  // Of a sound whose length nobody knows, the beginning.
  const ms = Number.isFinite(toMs) ? toMs - fromMs : 0;
  const count = Math.min(Math.max(Math.ceil(ms / APART_MS), 1), VOTERS);
  const guesses: Guess[] = [];
  for (let voter = 0; voter < count; voter += 1) {
    const { value: chunk } = await chunksOf(sound, fromMs + Math.floor((ms * voter) / count), true).next();
    if (chunk && chunk.pcm.length > 0) guesses.push(await detect(chunk.pcm));
  }
  return winner(guesses);
}

/** The one with the greatest sum of probabilities; of equals the first. */
export function winner(guesses: readonly Guess[]): string | null {
  const votes = new Map<string, number>();
  for (const { language, probability } of guesses)
    votes.set(language, (votes.get(language) ?? 0) + (probability ?? 1));
  const [first] = [...votes].toSorted(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}
