import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ErrorDetails } from '../../ui/ErrorDetails.tsx';
import type { Toast } from './store.ts';
import './toasts.css';

const STAYS_MS = 4000;
const UNDO_STAYS_MS = 10_000;

export function Toasts() {
  const toasts = useStore(useStores().toasts.store, (state) => state.toasts);
  const { t } = useLocale();
  return (
    <section className="toasts" aria-label={t('toasts.label')}>
      <div role="status">
        {toasts
          .filter(({ error }) => !error)
          .map((toast) => (
            <ToastLine key={toast.id} toast={toast} />
          ))}
      </div>
      <div role="alert">
        {toasts
          .filter(({ error }) => error)
          .map((toast) => (
            <ToastLine key={toast.id} toast={toast} />
          ))}
      </div>
    </section>
  );
}

function ToastLine({ toast }: { toast: Toast }) {
  const { toasts } = useStores();
  const { t } = useLocale();
  const { id, error, canUndo, shownAt } = toast;
  useEffect(() => {
    if (error) return;
    const until = shownAt + (canUndo ? UNDO_STAYS_MS : STAYS_MS);
    let timer: ReturnType<typeof setTimeout>;
    const wait = (ms: number) => {
      timer = setTimeout(() => {
        // A toast that is being read or reached for stays.
        if (document.querySelector('.toast:hover, .toast:focus-within')) wait(1000);
        else toasts.dismiss(id);
      }, ms);
    };
    wait(Math.max(0, until - Date.now()));
    return () => {
      clearTimeout(timer);
    };
  }, [id, error, canUndo, shownAt, toasts]);
  return (
    <div className={error ? 'toast toast-error' : 'toast'}>
      <div className="toast-words">
        <p dir="auto">{t.show(toast.text)}</p>
        {error && <ErrorDetails error={error} />}
      </div>
      {canUndo && (
        <button type="button" className="toast-undo" onClick={() => void toasts.undo(id)}>
          {t('common.undo')}
        </button>
      )}
      <IconButton
        icon="close"
        label={t('common.dismiss')}
        onClick={() => {
          toasts.dismiss(id);
        }}
      />
    </div>
  );
}
