import { useStore } from 'zustand';
import type { Model } from '../../../src-main/contract/models.ts';
import { useSettings, useStores } from '../../app/context.ts';
import { modelInUse } from './in-use.ts';

export const useModels = () => useStore(useStores().models.store, ({ models }) => models);

export function useModelInUse(): Model | undefined {
  const models = useModels();
  const chosen = useSettings(({ settings }) => settings?.speechModel ?? '');
  return modelInUse(models, chosen);
}
