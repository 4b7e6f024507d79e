import type { Model } from '../../../src-main/contract/models.ts';

/** As the core ranks them: what was imported, then the catalogue from the least able to the most able. */
const ranks = { builtin: 0, imported: 1, catalogue: 2 } as const;

const byAbility = (one: Model, other: Model) =>
  ranks[one.origin] - ranks[other.origin] || (one.origin === 'imported' ? one.bytes - other.bytes : 0);

/**
 * The speech model that new transcripts are made with: the chosen one, else the best that is installed. The one for
 * tests only where it was chosen; for the sample meeting the core takes it by itself.
 */
export function modelInUse(models: readonly Model[], chosenId: string): Model | undefined {
  const installed = models.filter(({ kind, isInstalled }) => isInstalled && kind === 'speech');
  const chosen = installed.find(({ id }) => id === chosenId);
  return (
    chosen ??
    installed
      .filter(({ isForTests }) => !isForTests)
      .toSorted(byAbility)
      .at(-1)
  );
}
