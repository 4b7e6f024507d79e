import type { Stores } from './create-stores.ts';

/** Saves what is still being typed when the window is hidden or closed, and asks only where it may not arrive. */
export function saveBeforeLeaving({ open, connection }: Stores): void {
  const finish = () => {
    // A field that is being edited saves when it loses the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return open.finish();
  };
  window.addEventListener('beforeunload', (event) => {
    const hasTitles = open.store.getState().titles.size > 0;
    const isSure = finish() && !hasTitles;
    if (!isSure) event.preventDefault();
    if (connection.getState().state !== 'open' && open.hasUnsaved) event.preventDefault();
  });
  window.addEventListener('pagehide', finish);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') open.flush();
  });
}
