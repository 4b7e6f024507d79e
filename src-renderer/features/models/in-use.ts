import type { Model } from '../../../src-main/contract/models.ts';

/** The model that new transcripts are made with: the chosen one, else the largest that is installed and understands people. */
export function modelInUse(models: readonly Model[], chosenId: string): Model | undefined {
  const installed = models.filter(({ isInstalled }) => isInstalled);
  const rank = ({ isForTests, bytes }: Model) => (isForTests ? 0 : bytes);
  const best = installed.toSorted((one, other) => rank(other) - rank(one))[0];
  return installed.find(({ id }) => id === chosenId) ?? best;
}
