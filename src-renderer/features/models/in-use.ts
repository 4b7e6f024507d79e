import type { Model } from '../../../src-main/contract/models.ts';

/** As the core ranks them: the one for tests, what was imported, then the catalogue from the least able to the most able. */
const ranks = { builtin: 0, imported: 1, catalogue: 2 } as const;

const byAbility = (one: Model, other: Model) =>
  ranks[one.origin] - ranks[other.origin] || (one.origin === 'imported' ? one.bytes - other.bytes : 0);

/** The speech model that new transcripts are made with: the chosen one, else the best that is installed. */
export function modelInUse(models: readonly Model[], chosenId: string): Model | undefined {
  const installed = models.filter(({ kind, isInstalled }) => isInstalled && kind === 'speech');
  return installed.find(({ id }) => id === chosenId) ?? installed.toSorted(byAbility).at(-1);
}

/** The one for tests is used only where it is named. */
export const nameTestModel = (model: Model | undefined): { modelId?: string } =>
  model?.isForTests ? { modelId: model.id } : {};
