import { useState, type MouseEvent } from 'react';
import { useStores } from '../../app/context.ts';
import { optionId } from './MeetingRow.tsx';

/** Where a menu is asked for, by a pointer or by the key for it; what is pointed at is selected. */
export function useRowMenu() {
  const { list } = useStores();
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const pointed =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[role=option]') : null;
    const { active, selected, ids } = list.store.getState();
    const id = pointed ? ids.find((one) => optionId(one) === pointed.id) : active;
    if (id == null) return;
    event.preventDefault();
    if (!selected.has(id)) list.select(id);
    // The key for it points at the whole list.
    const row = pointed ? null : document.getElementById(optionId(id))?.getBoundingClientRect();
    setAt(row ? { x: row.left + 24, y: row.top + 24 } : { x: event.clientX, y: event.clientY });
  };
  return { at, onContextMenu };
}
