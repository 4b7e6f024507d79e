import type { Unsubscribe } from './define.ts';

/** All that a transport must do: carry messages (plain data and Uint8Arrays) both ways, and say when it is over. */
export interface Port {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): Unsubscribe;
  onClose(listener: () => void): Unsubscribe;
  close(): void;
}

/** A set of listeners; one that throws does not keep the others from hearing. */
export function listeners<T>() {
  const all = new Set<(value: T) => void>();
  return {
    add(listener: (value: T) => void): Unsubscribe {
      const own = (value: T) => {
        listener(value);
      };
      all.add(own);
      return () => {
        all.delete(own);
      };
    },
    tell(value: T): void {
      for (const listener of [...all]) {
        try {
          listener(value);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
    get size() {
      return all.size;
    },
  };
}

/** Two ports joined in memory. Messages are cloned, so that in-process calls behave as over a wire. */
export function portPair(): [Port, Port] {
  let open = true;
  const ends = [
    { message: listeners<unknown>(), close: listeners<undefined>() },
    { message: listeners<unknown>(), close: listeners<undefined>() },
  ] as const;
  const makeEnd = (own: (typeof ends)[number], other: (typeof ends)[number]): Port => ({
    send(message) {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => {
        if (open) other.message.tell(copy);
      });
    },
    onMessage: (listener) => own.message.add(listener),
    onClose: (listener) => own.close.add(listener),
    close() {
      if (!open) return;
      open = false;
      queueMicrotask(() => {
        own.close.tell(undefined);
        other.close.tell(undefined);
      });
    },
  });
  return [makeEnd(ends[0], ends[1]), makeEnd(ends[1], ends[0])];
}
