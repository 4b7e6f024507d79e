import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { text } from '../../i18n/translate.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorDetails } from '../../ui/ErrorDetails.tsx';
import { usePlayingElsewhere } from '../player/use-player.ts';
import type { Toast } from './store.ts';
import './toasts.css';

const STAYS_MS = 4000;
/** Where there is something to press. */
const LONG_STAYS_MS = 10_000;

export function Toasts() {
  const toasts = useStore(useStores().toasts.store, (state) => state.toasts);
  const isPlaying = usePlayingElsewhere() !== null;
  const { t } = useLocale();
  return (
    <section className="toasts" data-above-playing={isPlaying || undefined} aria-label={t('toasts.label')}>
      <div role="status">
        {toasts
          .filter(({ error, words }) => !error && words === null)
          .map((toast) => (
            <ToastLine key={toast.id} toast={toast} />
          ))}
      </div>
      <div role="alert">
        {toasts
          .filter(({ error, words }) => error ?? words !== null)
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
  const { id, error, file, canUndo, action, words, isKept, shownAt } = toast;
  const isLong = canUndo || action !== null;
  const stays = error !== null || words !== null || isKept;
  useEffect(() => {
    if (stays) return;
    const until = shownAt + (isLong ? LONG_STAYS_MS : STAYS_MS);
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
  }, [id, stays, isLong, shownAt, toasts]);
  return (
    <div className={`toast ${error ? 'toast-error' : ''} ${words === null ? '' : 'toast-rescue'}`}>
      <div className="toast-words">
        {file !== null && (
          <p className="toast-file" dir="auto">
            {file}
          </p>
        )}
        <p dir="auto">{t.show(toast.text)}</p>
        {error && <ErrorDetails error={error} />}
        {words !== null && <Words id={id} words={words} />}
      </div>
      {canUndo && (
        <button type="button" className="toast-action" onClick={() => void toasts.undo(id)}>
          {t('common.undo')}
        </button>
      )}
      {action && (
        <button
          type="button"
          className="toast-action"
          onClick={() => {
            toasts.dismiss(id);
            action.run();
          }}
        >
          {t.show(action.text)}
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

function Words({ id, words }: { id: number; words: string }) {
  const { toasts } = useStores();
  const field = useRef<HTMLTextAreaElement>(null);
  const { t } = useLocale();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      toasts.dismiss(id);
      toasts.done(text('toasts.copied'));
    } catch {
      // What is selected can still be copied by key.
      field.current?.focus();
      field.current?.select();
    }
  };
  return (
    <>
      <textarea ref={field} aria-label={t('toasts.words')} readOnly dir="auto" rows={2} value={words} />
      <Button onClick={() => void copy()}>{t('toasts.copy')}</Button>
    </>
  );
}
