import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import type { Transcripts } from './store.ts';

type State = ReturnType<Transcripts['store']['getState']>;

export const useTranscript = <T>(select: (state: State) => T): T =>
  useStore(useStores().transcripts.store, select);
