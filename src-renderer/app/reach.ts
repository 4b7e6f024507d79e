import { flushSync } from 'react-dom';
import type { createLayout } from './layout-store.ts';

/** Goes to an element; in a very narrow window the column that it is in has to be shown first. */
export function reach(
  layout: ReturnType<typeof createLayout>,
  pane: 'list' | 'meeting',
  id: string,
  act: (element: HTMLElement) => void = (element) => {
    element.focus();
  },
): void {
  flushSync(() => {
    layout.show(pane);
  });
  const element = document.getElementById(id);
  if (element) act(element);
}
