import { useLayoutEffect, useState, type RefObject } from 'react';

/** How far below the beginning of what scrolls an element stands; what is above it grows and shrinks. */
export function useOffset(element: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const own = element.current;
    const scroller = own?.closest('.meeting-sheet');
    if (!own || !scroller) return;
    const measure = () => {
      const top = own.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      setOffset(Math.round(top + scroller.scrollTop));
    };
    const sizes = new ResizeObserver(measure);
    const watch = () => {
      sizes.disconnect();
      for (const parent of [scroller, own.parentElement]) {
        for (const child of parent?.children ?? []) if (child !== own) sizes.observe(child);
      }
      measure();
    };
    const changes = new MutationObserver(watch);
    for (const parent of [scroller, own.parentElement])
      if (parent) changes.observe(parent, { childList: true });
    watch();
    return () => {
      sizes.disconnect();
      changes.disconnect();
    };
  }, [element]);
  return offset;
}
