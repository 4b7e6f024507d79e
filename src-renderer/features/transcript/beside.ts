import type { Transcript } from '../../../src-main/contract/transcripts.ts';

/** The one that is read. */
export const shownOf = (versions: readonly Transcript[]) =>
  versions.find(({ isChosen }) => isChosen) ?? versions[0] ?? null;

/** A newer version than the one that stays shown, since a person has worked on that. Versions: the newest first. */
export function besideShown(versions: readonly Transcript[]): Transcript | undefined {
  const shown = shownOf(versions);
  const newest = versions.find(({ state }) => state === 'complete');
  return shown?.isEdited && newest && newest.version > shown.version ? newest : undefined;
}
