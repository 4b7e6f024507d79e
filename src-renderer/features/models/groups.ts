import type { Model, ModelKind } from '../../../src-main/contract/models.ts';

/** “small” of “whisper-small-q5_1”. */
const familyOf = ({ id }: Model) => /^whisper-(tiny|base|small|medium|large)/.exec(id)?.[1] ?? '';

const bySize = (one: Model, other: Model) => one.bytes - other.bytes;

/** What is installed, or on its way; and the rest by what its makers call its size, from small to large. */
export function groupModels(all: readonly Model[], kind: ModelKind) {
  const models = all.filter((model) => model.kind === kind);
  const isHere = ({ isInstalled, origin }: Model) => isInstalled || origin === 'imported';
  const groups = new Map<string, Model[]>();
  for (const model of models.filter((one) => !isHere(one)).sort(bySize)) {
    const family = familyOf(model);
    groups.set(family, [...(groups.get(family) ?? []), model]);
  }
  return {
    installed: models.filter(isHere).sort((one, other) => bySize(other, one)),
    groups: [...groups].map(([family, ones]) => ({ family, models: ones })),
  };
}
