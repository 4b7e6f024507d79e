import { useLayoutEffect, useRef } from 'react';

/** While the sidebar lies over the rest it has the focus, which then goes back to where it was. */
export function useDrawer(isDrawer: boolean): void {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (isDrawer) {
      before.current = document.activeElement;
      const sidebar = document.querySelector('.sidebar');
      const first = sidebar?.querySelector<HTMLElement>('[aria-current]') ?? sidebar?.querySelector('button');
      first?.focus();
      return;
    }
    const { current } = before;
    before.current = null;
    if (current instanceof HTMLElement && document.activeElement === document.body) current.focus();
  }, [isDrawer]);
}
