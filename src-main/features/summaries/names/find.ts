import { ruledLanguage } from '../language/stop-words.ts';
import type { Said } from '../parts.ts';
import { cluesIn } from './clues.ts';
import { mayBeSame } from './generic.ts';
import type { Clue, Finding } from './types.ts';
import { weigh } from './weigh.ts';

/** What is known before anything is looked for. */
export interface Known {
  /** All of the meeting; empty: no name yet. */
  speakers: readonly { id: string; name: string }[];
  /** What a person does not want to hear again. */
  rejected: readonly { speakerId: string; name: string }[];
  /** What is spoken; null: nobody knows. */
  language: string | null;
}

/** Names for those who have none, by rules and by what else was found. */
export async function findNames(
  segments: readonly Said[],
  known: Known,
  others: readonly Clue[],
  signal: AbortSignal,
): Promise<Finding[]> {
  const { speakers, rejected } = known;
  const language = ruledLanguage(
    known.language,
    segments.map(({ text }) => text),
  );
  const unnamed = new Set(speakers.filter(({ name }) => name === '').map(({ id }) => id));
  const ruled = language ? await cluesIn(segments, language, signal) : [];
  // By rules the same words are about somebody else.
  const isDenied = ({ segmentId, speakerId, name }: Clue) =>
    ruled.some(
      (own) => own.segmentId === segmentId && own.speakerId !== speakerId && mayBeSame(own.name, name),
    );
  const clues = [...ruled, ...others.filter((own) => !isDenied(own))];
  return weigh(clues, segments, ({ speakerId, name }) => {
    const isRejected = rejected.some((own) => own.speakerId === speakerId && mayBeSame(own.name, name));
    const isGiven = speakers.some((own) => own.name !== '' && mayBeSame(own.name, name));
    return unnamed.has(speakerId) && !isRejected && !isGiven;
  });
}
