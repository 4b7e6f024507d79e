import { useEffect } from 'react';
import { commandOf } from './commands/command.ts';
import { useCommands, useStores } from './context.ts';
import { isTyping } from './is-typing.ts';
import { isMod } from './platform.ts';

/** Where the focus is among the words of a meeting or its speakers, undo means these; elsewhere, what the notices told of. */
const isOfTranscript = (target: EventTarget | null) =>
  target instanceof Element &&
  (target.matches('.edit-field') || (target.closest('.words, .speakers') !== null && !isTyping(target)));

function logKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!isMod(event) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey ? 'redo' : null;
}

/** The shortcuts that work anywhere in the window. Those of the list and of the player live with them. */
export function useShortcuts(isLibraryOpen: boolean) {
  const { layout, editing, transcripts } = useStores();
  const commands = useCommands();
  useEffect(() => {
    const commandFor = (event: KeyboardEvent) => {
      const { isNarrow, isSidebarOpen } = layout.store.getState();
      if (event.key === 'Escape' && isNarrow && isSidebarOpen) return layout.toggleSidebar;
      const way = logKey(event);
      if (way && isOfTranscript(event.target) && transcripts.store.getState().shown)
        return () => void editing[way]();
      return commandOf(commands, ['anywhere', 'notes'], event)?.run;
    };
    const onKey = (event: KeyboardEvent) => {
      if (layout.store.getState().dialog || event.defaultPrevented || !isLibraryOpen) return;
      const run = commandFor(event);
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [commands, layout, editing, transcripts, isLibraryOpen]);
}
