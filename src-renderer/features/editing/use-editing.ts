import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import type { Editing } from './store.ts';

type State = ReturnType<Editing['store']['getState']>;

export const useEditing = <T>(select: (state: State) => T): T => useStore(useStores().editing.store, select);
