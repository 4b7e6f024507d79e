import { useEffect, useState, type RefObject } from 'react';

/** The size of an element in the page's pixels, and how many device pixels make one. */
export function useSize(element: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0, ratio: 1 });
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = current;
      setSize({ width, height, ratio: window.devicePixelRatio });
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return size;
}

/** Counts the changes of theme: a canvas keeps the colours that it was drawn with. */
export function useThemeCount(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const change = () => {
      setCount((before) => before + 1);
    };
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const observer = new MutationObserver(change);
    dark.addEventListener('change', change);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      dark.removeEventListener('change', change);
      observer.disconnect();
    };
  }, []);
  return count;
}
