import { useCallback, type KeyboardEvent, type RefObject } from 'react';
import { useStores } from '../../app/context.ts';
import { isMod } from '../../app/platform.ts';
import { reach } from '../../app/reach.ts';
import { ROW_HEIGHT } from './grouping.ts';

/** The keys of the list. */
export function useListKeys(scroller: RefObject<HTMLElement | null>) {
  const { list, actions, layout, found } = useStores();

  return useCallback(
    (event: KeyboardEvent) => {
      const state = list.store.getState();
      const { ids, active, total } = state;
      const selected = [...state.selected];
      const at = active === null ? -1 : ids.indexOf(active);
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);

      const goTo = async (place: number) => {
        const target = Math.max(0, Math.min(place, total - 1));
        if (target >= ids.length) await list.ensure(target);
        const id = list.store.getState().ids[target];
        if (id !== undefined) list.select(id, event.shiftKey ? 'extend' : 'only');
      };
      const remove = () => {
        if (selected.length === 0) return;
        if (state.view.kind === 'trash') layout.ask({ kind: 'purge', ids: selected });
        else void actions.trash(selected);
      };
      const rename = () => {
        if (state.view.kind !== 'trash' && selected.length === 1) list.rename(active);
      };
      const openFound = () => {
        if (active === null) return;
        found.goTo(active);
        const words = ['meeting-transcript', 'meeting-notes'].find((id) => document.getElementById(id));
        reach(layout, 'meeting', words ?? 'meeting-notes');
      };
      const plain: Record<string, (() => void) | undefined> = {
        ArrowDown: () => void goTo(at + 1),
        ArrowUp: () => void goTo(at < 0 ? 0 : at - 1),
        PageDown: () => void goTo(at + page),
        PageUp: () => void goTo(at - page),
        Home: () => void goTo(0),
        End: () => void goTo(total - 1),
        // While words are searched for, to where they are.
        Enter: state.text.trim() === '' ? rename : openFound,
        F2: rename,
        Delete: remove,
        Backspace: remove,
        Escape: list.selectActiveOnly,
        ArrowRight: () => {
          const words = ['meeting-notes', 'meeting-transcript'].find((id) => document.getElementById(id));
          reach(layout, 'meeting', words ?? 'meeting-notes');
        },
        m: () => {
          reach(layout, 'meeting', 'meeting-folder', (element) => {
            // Where the list is no longer seen, the focus could not go back to it.
            if (!scroller.current?.checkVisibility()) element.focus();
            element.click();
          });
        },
        t: () => {
          reach(layout, 'meeting', 'meeting-tags');
        },
      };
      // As the help shows them, and with Caps Lock on.
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const run = isMod(event)
        ? key === 'a'
          ? () => void list.selectAll()
          : undefined
        : event.altKey
          ? undefined
          : plain[key];
      if (!run) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    },
    [list, actions, layout, found, scroller],
  );
}
