import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Model } from '../../../src-main/contract/models.ts';
import { useSettings, useStores } from '../../app/context.ts';
import { modelInUse } from './in-use.ts';

export const useModels = () => useStore(useStores().models.store, ({ models }) => models);

/** Those that can write summaries, the largest first. */
export function useLanguageModels(): readonly Model[] {
  const models = useModels();
  return useMemo(
    () =>
      models
        .filter(({ kind, isInstalled }) => isInstalled && kind === 'language')
        .sort((one, other) => other.bytes - one.bytes),
    [models],
  );
}

export function useModelInUse(): Model | undefined {
  const models = useModels();
  const chosen = useSettings(({ settings }) => settings?.speechModel ?? '');
  return modelInUse(models, chosen);
}

/** Whether what is new is made with this one. */
export function useIsUsed({ id, kind }: Model): boolean {
  const speech = useModelInUse();
  const writer = useSettings(({ settings }) => settings?.summaryModel);
  return id === (kind === 'speech' ? speech?.id : writer);
}
