import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useLocale } from '../i18n/locale-context.ts';
import { IconButton } from './Button.tsx';
import './dialog.css';

interface DialogProps {
  title: string;
  size?: 'small' | 'large' | 'palette' | 'tour';
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog of the browser's own: it keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, size = 'small', onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { t } = useLocale();
  useLayoutEffect(() => {
    const own = dialog.current;
    if (own && !own.open) own.showModal();
    own?.querySelector<HTMLElement>('[data-start]')?.focus();
    return () => {
      own?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${size}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="dialog-body">
        <header className={size === 'palette' ? 'visually-hidden' : 'dialog-head'}>
          <h2 id={titleId}>{title}</h2>
          {size === 'large' && <IconButton icon="close" label={t('common.close')} onClick={onClose} />}
        </header>
        {children}
      </div>
    </dialog>
  );
}
