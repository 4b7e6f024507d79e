import type { AllHandlers, EmitEvent } from '../../contract/index.ts';
import type { Library } from '../../storage/library.ts';

/** What lies beside the library's file and follows it. */
interface Sounds {
  /** Throws while something is being recorded: the rows of that must not be taken away. */
  mustRest(): void;
  /** `isRestored`: the rows are older than the files. */
  recover(isRestored: boolean): void;
}

export function libraryHandlers(library: Library, emit: EmitEvent, sounds: Sounds): AllHandlers['library'] {
  return {
    status: () => library.status,
    backups: () => ({ backups: library.backups() }),
    backUp: () => library.backUp('manual'),
    restore({ name }) {
      sounds.mustRest();
      const status = library.restore(name);
      if (status.state === 'open') sounds.recover(true);
      emit('library.statusChanged', status);
      return status;
    },
    salvage: () => library.salvage(),
  };
}
