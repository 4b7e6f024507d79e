import { useEffect } from 'react';
import { commandOf } from './commands/command.ts';
import { useCommands, useStores } from './context.ts';

/** The shortcuts that work anywhere in the window. Those of the list and of the player live with them. */
export function useShortcuts(isLibraryOpen: boolean) {
  const { layout } = useStores();
  const commands = useCommands();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { dialog, isNarrow, isSidebarOpen } = layout.store.getState();
      if (dialog || event.defaultPrevented || !isLibraryOpen) return;
      const isOver = event.key === 'Escape' && isNarrow && isSidebarOpen;
      const run = isOver
        ? layout.toggleSidebar
        : commandOf(commands, ['transcript', 'anywhere', 'notes'], event)?.run;
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [commands, layout, isLibraryOpen]);
}
