import { useEffect } from 'react';
import { useStores } from '../../app/context.ts';
import { isTyping } from '../../app/is-typing.ts';
import { JUMP_MS, STEP_MS } from './seek-keys.ts';

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
  const { player, sounds, open, layout, bookmarks } = useStores();
  useEffect(() => {
    /** What is heard; else what is looked at; else what was heard. */
    const targetId = () => {
      const { isPlaying, loaded } = player.store.getState();
      if (isPlaying && loaded) return loaded.id;
      const { id } = open.store.getState();
      const isPlayable = id !== null && sounds.get(id)?.audio?.state === 'ready';
      return isPlayable ? id : loaded?.id;
    };
    const onKey = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (event.defaultPrevented || ctrlKey || metaKey || altKey || shiftKey) return;
      if (!isLibraryOpen || layout.store.getState().dialog || isTyping(target) || isAt(target, 'input'))
        return;
      const id = targetId();
      if (id === undefined) return;
      const isOpen = open.store.getState().id === id;
      const isTrashed = isOpen && open.store.getState().meeting?.trashedAt !== null;
      const keys: Record<string, (() => void) | undefined> = {
        ' ': isAt(target, pressed) ? undefined : () => player.toggle(id),
        k: () => player.toggle(id),
        j: () => player.step(id, -JUMP_MS),
        l: () => player.step(id, JUMP_MS),
        ArrowLeft: isFree(target) ? () => player.step(id, -STEP_MS) : undefined,
        ArrowRight: isFree(target) ? () => player.step(id, STEP_MS) : undefined,
        b: isTrashed ? undefined : () => void bookmarks.add(id, player.exactMs(id)),
      };
      const run = keys[key.length === 1 ? key.toLowerCase() : key];
      if (!run) return;
      event.preventDefault();
      if (!event.repeat || !' kb'.includes(key)) run();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [player, sounds, open, layout, bookmarks, isLibraryOpen]);
}
