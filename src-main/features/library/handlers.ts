import type { AllHandlers, EmitEvent } from '../../contract/index.ts';
import type { Library } from '../../storage/library.ts';

export function libraryHandlers(
  library: Library,
  emit: EmitEvent,
  onRestored: () => void,
): AllHandlers['library'] {
  return {
    status: () => library.status,
    backups: () => ({ backups: library.backups() }),
    backUp: () => library.backUp('manual'),
    restore({ name }) {
      const status = library.restore(name);
      if (status.state === 'open') onRestored();
      emit('library.statusChanged', status);
      return status;
    },
    salvage: () => library.salvage(),
  };
}
