import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import type { RecorderState } from './state.ts';

export const useRecorder = <T>(select: (state: RecorderState) => T): T =>
  useStore(useStores().recorder.state, select);
