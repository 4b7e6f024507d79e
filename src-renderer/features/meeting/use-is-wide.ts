import { useLayoutEffect, useState, type RefObject } from 'react';

/** Whether there is room for two texts side by side. */
const WIDE = 840;

export function useIsWide(element: RefObject<HTMLElement | null>): boolean {
  const [isWide, setWide] = useState(false);
  useLayoutEffect(() => {
    const own = element.current;
    if (!own) return;
    const observer = new ResizeObserver(() => {
      setWide(own.clientWidth >= WIDE);
    });
    observer.observe(own);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return isWide;
}
