import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { useList } from '../../app/context.ts';
import { CAPTION_HEIGHT, ROW_HEIGHT, topOf } from './grouping.ts';
import type { List } from './store.ts';

/** Keeps what is seen where it is while rows come and go above it, and brings the active row into view. */
export function useSteadyScroll(scroller: RefObject<HTMLDivElement | null>, list: List): void {
  const ids = useList((state) => state.ids);
  const groups = useList((state) => state.groups);
  const active = useList((state) => state.active);
  const reveal = useList((state) => state.reveal);
  const seen = useRef<Seen | null>(null);
  const shownView = useRef('');

  useEffect(() => {
    const element = scroller.current;
    const remember = () => {
      if (element) seen.current = firstSeen(list, element.scrollTop);
    };
    element?.addEventListener('scroll', remember, { passive: true });
    return () => element?.removeEventListener('scroll', remember);
  }, [scroller, list]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { view, text, filter, sort } = list.store.getState();
    const key = JSON.stringify([view, text, filter, sort]);
    const isNew = key !== shownView.current;
    shownView.current = key;
    if (isNew) element.scrollTo({ top: 0 });
    else if (seen.current && element.scrollTop > 0) {
      const { id, below, scrollTop } = seen.current;
      const place = ids.indexOf(id);
      if (place >= 0) {
        element.scrollTo({ top: topOf(groups, place) + below + scrolledSince(element, scrollTop) });
      }
    }
    seen.current = firstSeen(list, element.scrollTop);
  }, [scroller, list, ids, groups]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const { ids: now, groups: captions } = list.store.getState();
    const place = active === null ? -1 : now.indexOf(active);
    if (!element || place < 0) return;
    const top = topOf(captions, place);
    const above = captions.length > 0 ? CAPTION_HEIGHT : 0;
    if (top - above < element.scrollTop) element.scrollTo({ top: top - above });
    else if (top + ROW_HEIGHT > element.scrollTop + element.clientHeight) {
      element.scrollTo({ top: top + ROW_HEIGHT - element.clientHeight });
    }
  }, [scroller, list, active, reveal]);
}

interface Seen {
  id: string;
  below: number;
  scrollTop: number;
}

/** What was scrolled and not told of yet. At the end of a list that became shorter, the browser moved it itself. */
function scrolledSince(element: HTMLElement, scrollTop: number): number {
  const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 1;
  return isAtEnd && element.scrollTop < scrollTop ? 0 : element.scrollTop - scrollTop;
}

/** The first loaded row at a scroll position, by halving, and how far the window begins below its top. */
function firstSeen(list: List, scrollTop: number): Seen | null {
  const { ids, groups } = list.store.getState();
  let low = 0;
  let high = ids.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(groups, middle) + ROW_HEIGHT > scrollTop) high = middle;
    else low = middle + 1;
  }
  const id = ids[low];
  if (id === undefined || topOf(groups, low) + ROW_HEIGHT <= scrollTop) return null;
  return { id, below: scrollTop - topOf(groups, low), scrollTop };
}
