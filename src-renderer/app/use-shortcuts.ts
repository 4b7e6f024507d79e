import { useEffect } from 'react';
import { commandOf } from './commands/command.ts';
import { useCommands, useStores } from './context.ts';

const isInMeeting = (target: EventTarget | null) =>
  target instanceof Element && target.closest('.meeting') !== null;

/** The shortcuts that work anywhere in the window. Those of the list and of the player live with them. */
export function useShortcuts(isLibraryOpen: boolean) {
  const { layout } = useStores();
  const commands = useCommands();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { dialog, isNarrow, isSidebarOpen } = layout.store.getState();
      if (dialog || event.defaultPrevented || !isLibraryOpen) return;
      const isOver = event.key === 'Escape' && isNarrow && isSidebarOpen;
      const places = [
        'anywhere',
        'notes',
        ...(isInMeeting(event.target) ? (['transcript'] as const) : []),
      ] as const;
      const run = isOver ? layout.toggleSidebar : commandOf(commands, places, event)?.run;
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
