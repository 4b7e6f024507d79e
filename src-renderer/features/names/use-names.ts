import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import type { Names } from './store.ts';

type State = ReturnType<Names['store']['getState']>;

export const useNames = <T>(select: (state: State) => T): T => useStore(useStores().names.store, select);
