import { useEffect } from 'react';
import { chooseFiles } from '../features/imports/DropTarget.tsx';
import { useStores } from './context.ts';
import { isTyping } from './is-typing.ts';
import { isAlt, isMod, isTabNew } from './platform.ts';
import { reach } from './reach.ts';

/** Where the focus is among the words of a meeting or its speakers, undo means these; elsewhere, what the notices told of. */
const isOfTranscript = (target: EventTarget | null) =>
  target instanceof Element &&
  (target.matches('.edit-field') || (target.closest('.words, .speakers') !== null && !isTyping(target)));

const isInMeeting = (target: EventTarget | null) =>
  target instanceof Element && target.closest('.meeting') !== null;

function logKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!isMod(event) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey ? 'redo' : null;
}

/** The shortcuts that work anywhere in the window. Those of the list live with the list. */
export function useShortcuts(isLibraryOpen: boolean) {
  const { actions, layout, recorder, toasts, editing, find, transcripts } = useStores();
  useEffect(() => {
    const inFrame: Record<string, (() => void) | undefined> = {
      n: () => void actions.create(),
      f: () => {
        reach(layout, 'list', 'list-search', (element) => {
          element.focus();
          if (element instanceof HTMLInputElement) element.select();
        });
      },
      o: chooseFiles,
      z: () => void toasts.undo(),
      '\\': layout.toggleSidebar,
    };
    const onKey = (event: KeyboardEvent) => {
      const { dialog, isNarrow, isSidebarOpen } = layout.store.getState();
      if (dialog || event.defaultPrevented || !isLibraryOpen) return;
      let run: (() => void) | undefined;
      const way = logKey(event);
      if (way && isOfTranscript(event.target) && transcripts.store.getState().shown)
        run = () => void editing[way]();
      else if (
        isMod(event) &&
        event.key === 'f' &&
        isInMeeting(event.target) &&
        transcripts.store.getState().shown
      )
        run = () => {
          find.open();
          document.getElementById('find-text')?.focus();
        };
      else if (isMod(event) && !event.shiftKey && !event.altKey) {
        if (event.key === ',') run = () => layout.ask({ kind: 'settings' });
        else if (event.key !== 'z' || !isTyping(event.target)) run = inFrame[event.key.toLowerCase()];
      } else if (isTabNew(event)) run = inFrame.n;
      else if (isAlt('R', event)) run = recorder.ask;
      else if (isAlt('M', event)) run = () => recorder.mark(!isTyping(event.target));
      else if (event.key === '?' && !isTyping(event.target)) run = () => layout.ask({ kind: 'shortcuts' });
      else if (event.key === 'Escape' && isNarrow && isSidebarOpen) run = layout.toggleSidebar;
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [actions, layout, recorder, toasts, editing, find, transcripts, isLibraryOpen]);
}
