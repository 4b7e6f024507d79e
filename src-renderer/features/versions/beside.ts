import type { Transcript } from '../../../src-main/contract/transcripts.ts';

/** Of a transcript or a summary. */
export type Version = Pick<Transcript, 'id' | 'version' | 'state' | 'isChosen' | 'isEdited'>;

/** The one that is read. */
export const shownOf = <T extends Version>(versions: readonly T[]): T | null =>
  versions.find(({ isChosen }) => isChosen) ?? versions[0] ?? null;

/** A newer version than the one that stays shown, since a person has worked on that. Versions: the newest first. */
export function besideShown<T extends Version>(versions: readonly T[]): T | undefined {
  const shown = shownOf(versions);
  const newest = versions.find(({ state }) => state === 'complete');
  // Who worked on that one too, and chose the older one, knows.
  return shown?.isEdited && newest && !newest.isEdited && newest.version > shown.version ? newest : undefined;
}
