import type { Stores } from './create-stores.ts';

/** Fields that are saved when they are left. */
const entered = '.meeting-title, .tag-input';

/** Saves what is still being typed when the window is hidden or closed, and asks only where it may not arrive. */
export function saveBeforeLeaving(stores: Stores): void {
  const { open, editing, summaries, toasts, connection, imports, recorder } = stores;
  const finish = () => {
    // A field that is being edited saves when it loses the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    void summaries.drafts.flush();
    return [open.finish(), editing.finish()].every(Boolean);
  };
  window.addEventListener('beforeunload', (event) => {
    const isLeftBehind = open.isWaiting || (open.isTyping && !document.activeElement?.matches(entered));
    const isOnItsWay = finish() && !isLeftBehind && connection.getState().state === 'open';
    const isBusy = toasts.hasWords || imports.isSending || recorder.isBusy;
    if (isBusy || ((open.hasUnsaved || editing.isUnsaved || summaries.drafts.isUnsaved) && !isOnItsWay))
      event.preventDefault();
  });
  window.addEventListener('pagehide', () => {
    finish();
    imports.stopSending();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      open.flush();
      void editing.flush();
      void summaries.drafts.flush();
    }
  });
}
