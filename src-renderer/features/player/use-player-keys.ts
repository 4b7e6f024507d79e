import { useEffect } from 'react';
import { commandOf } from '../../app/commands/command.ts';
import { useCommands, useStores } from '../../app/context.ts';

/** These do something of their own when Space is pressed. */
const pressed = 'button, summary, a[href], [role=option] *';

const isAt = (target: EventTarget | null, selector: string) =>
  target instanceof Element && target.matches(selector);
/** In lists and menus arrows have a meaning already. */
const isFree = (target: EventTarget | null) =>
  target === document.body ||
  (target instanceof Element && target.closest('.meeting, .playing-bar') !== null);

/** The keys of the player, which work wherever nothing is typed. */
export function usePlayerKeys(isLibraryOpen: boolean): void {
  const { layout } = useStores();
  const commands = useCommands();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target, shiftKey } = event;
      if (event.defaultPrevented || shiftKey || !isLibraryOpen) return;
      if (layout.store.getState().dialog || isAt(target, 'input')) return;
      if (key === ' ' && isAt(target, pressed)) return;
      if (key.startsWith('Arrow') && !isFree(target)) return;
      const command = commandOf(commands, ['player'], event);
      if (!command) return;
      event.preventDefault();
      if (!event.repeat || command.repeats) command.run();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [commands, layout, isLibraryOpen]);
}
