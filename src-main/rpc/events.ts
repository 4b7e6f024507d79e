import type { Contract, Emit, Unsubscribe } from './define.ts';
import { listeners } from './port.ts';

export interface EventBus<C extends Contract> {
  emit: Emit<C>;
  /** Hears every event; the server of each connection picks what its client listens to. */
  onAny(listener: (event: { name: string; payload: unknown }) => void): Unsubscribe;
}

export function createEventBus<C extends Contract>(): EventBus<C> {
  const all = listeners<{ name: string; payload: unknown }>();
  return {
    emit: (name, payload) => {
      all.tell({ name, payload });
    },
    onAny: (listener) => all.add(listener),
  };
}
