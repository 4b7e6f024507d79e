import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import type { Summaries } from './store.ts';

type State = ReturnType<Summaries['store']['getState']>;

export const useSummary = <T>(select: (state: State) => T): T =>
  useStore(useStores().summaries.store, select);

export const useDraft = () => useStore(useStores().summaries.drafts.store, ({ draft }) => draft);
