import { createContext, useContext } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { Command } from './commands/command.ts';
import type { Stores } from './create-stores.ts';

export const StoresContext = createContext<Stores | null>(null);

export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error('A component stands outside the window.');
  return stores;
}

export const CommandsContext = createContext<readonly Command[]>([]);
export const useCommands = () => useContext(CommandsContext);

type StateOf<F> = F extends { store: StoreApi<infer S> } ? S : never;

export const useList = <T>(select: (state: StateOf<Stores['list']>) => T): T =>
  useStore(useStores().list.store, select);
export const useOpen = <T>(select: (state: StateOf<Stores['open']>) => T): T =>
  useStore(useStores().open.store, select);
export const useSidebar = <T>(select: (state: StateOf<Stores['sidebar']>) => T): T =>
  useStore(useStores().sidebar.store, select);
export const useLayout = <T>(select: (state: StateOf<Stores['layout']>) => T): T =>
  useStore(useStores().layout.store, select);
export const useSettings = <T>(select: (state: StateOf<Stores['settings']>) => T): T =>
  useStore(useStores().settings.store, select);
export const useLibrary = <T>(select: (state: StateOf<Stores['library']>) => T): T =>
  useStore(useStores().library.store, select);
