import { flagDefinitions, flagIds, type Flag, type FlagId } from '../../contract/flags.ts';
import type { AllHandlers, EmitEvent } from '../../contract/index.ts';
import { AppError } from '../../rpc/errors.ts';

/** Where the switches are kept. */
export interface FlagStore {
  read(): Record<string, boolean>;
  write(flags: Record<string, boolean>): void;
}

const isFlag = (id: string): id is FlagId => Object.hasOwn(flagDefinitions, id);

function current(store: FlagStore, id: FlagId): Flag {
  const own = store.read();
  const fallback = flagDefinitions[id].default;
  return { id, on: (Object.hasOwn(own, id) ? own[id] : undefined) ?? fallback, default: fallback };
}

/** Refuses a method whose flag is off. The contract names the flag; the core asks here before each call. */
export function requireFlag(store: FlagStore, id: string): void {
  if (isFlag(id) && current(store, id).on) return;
  throw new AppError('flag_off', 'This part is experimental and switched off. Settings can switch it on.', {
    flag: id,
  });
}

export function flagHandlers(store: FlagStore, emit: EmitEvent): AllHandlers['flags'] {
  return {
    list: () => ({ flags: flagIds.map((id) => current(store, id)) }),
    set({ id, on }) {
      store.write({ ...store.read(), [id]: on });
      const flag = current(store, id);
      emit('flags.changed', flag);
      return flag;
    },
  };
}
