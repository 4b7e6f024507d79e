import { useCallback, type KeyboardEvent, type RefObject } from 'react';
import { commandOf } from '../../app/commands/command.ts';
import { useCommands, useStores } from '../../app/context.ts';
import { reach } from '../../app/reach.ts';
import { ROW_HEIGHT } from './grouping.ts';

/** The keys of the list: those that walk it, and those of its commands. */
export function useListKeys(scroller: RefObject<HTMLElement | null>) {
  const { list, layout, found } = useStores();
  const commands = useCommands();

  return useCallback(
    (event: KeyboardEvent) => {
      const { ids, active, total, text } = list.store.getState();
      const at = active === null ? -1 : ids.indexOf(active);
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);

      const goTo = async (place: number) => {
        const target = Math.max(0, Math.min(place, total - 1));
        if (target >= ids.length) await list.ensure(target);
        const id = list.store.getState().ids[target];
        if (id !== undefined) list.select(id, event.shiftKey ? 'extend' : 'only');
      };
      const openFound = () => {
        if (active === null) return;
        found.goTo(active);
        const words = ['meeting-transcript', 'meeting-notes'].find((id) => document.getElementById(id));
        reach(layout, 'meeting', words ?? 'meeting-notes');
      };
      const walks: Record<string, (() => void) | undefined> = {
        ArrowDown: () => void goTo(at + 1),
        ArrowUp: () => void goTo(at < 0 ? 0 : at - 1),
        PageDown: () => void goTo(at + page),
        PageUp: () => void goTo(at - page),
        Home: () => void goTo(0),
        End: () => void goTo(total - 1),
        // While words are searched for, to where they are.
        Enter: text.trim() === '' ? undefined : openFound,
        Escape: list.selectActiveOnly,
      };
      const isBare = !event.ctrlKey && !event.metaKey && !event.altKey;
      const run =
        (isBare ? walks[event.key] : undefined) ?? commandOf(commands, ['list'], event.nativeEvent)?.run;
      if (!run) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    },
    [list, layout, found, commands, scroller],
  );
}
