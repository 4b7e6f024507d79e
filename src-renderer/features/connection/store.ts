import { createStore } from 'zustand';
import type { ConnectionState } from '../../../src-main/rpc/connect.ts';

interface ConnectionView {
  state: ConnectionState;
  /** The host answers but no longer knows this window. */
  isSessionOver: boolean;
}

export const createConnectionStore = () =>
  createStore<ConnectionView>(() => ({ state: 'connecting', isSessionOver: false }));

export type ConnectionStore = ReturnType<typeof createConnectionStore>;

export const isOutOfReach = ({ state }: ConnectionView) => state === 'lost' || state === 'closed';
