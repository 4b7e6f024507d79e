import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import type { Found } from './store.ts';

type State = ReturnType<Found['store']['getState']>;

export const useFound = <T>(select: (state: State) => T): T => useStore(useStores().found.store, select);
