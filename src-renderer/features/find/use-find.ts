import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import type { Find } from './store.ts';

type State = ReturnType<Find['store']['getState']>;

export const useFind = <T>(select: (state: State) => T): T => useStore(useStores().find.store, select);
