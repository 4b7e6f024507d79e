import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useEffect, type RefObject } from 'react';
import { CAPTION_HEIGHT, groupAt, ROW_HEIGHT, type Group } from './grouping.ts';
import type { List } from './store.ts';

const AHEAD = 40;
/** What is found comes in smaller pages. */
const AHEAD_FOUND = 8;

/** Which rows to draw. The row that opens a day is taller by the caption above it. */
export function useVisibleRows(
  scroller: RefObject<HTMLDivElement | null>,
  list: List,
  groups: readonly Group[],
  total: number,
  loaded: number,
): { items: VirtualItem[]; height: number } {
  // A new function makes the virtualizer take all heights anew.
  const getItemKey = useCallback(
    (index: number) => (groups.length > 0 ? index : `t${String(index)}`),
    [groups],
  );
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const opensDay = index < loaded && groups[groupAt(groups, index)]?.first === index;
      return opensDay ? ROW_HEIGHT + CAPTION_HEIGHT : ROW_HEIGHT;
    },
    getItemKey,
    overscan: 6,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    const ahead = last + (list.store.getState().hits.size > 0 ? AHEAD_FOUND : AHEAD);
    if (ahead >= loaded && loaded < total) void list.ensure(Math.min(ahead, total - 1));
  }, [list, last, loaded, total]);
  return { items, height: virtualizer.getTotalSize() };
}
