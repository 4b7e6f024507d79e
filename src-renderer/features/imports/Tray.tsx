import { useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { Progress } from './Progress.tsx';
import './imports.css';

/** A thin line that says what comes in, how far it is and how long it will still take; it opens the whole list. */
export function Tray() {
  const { imports } = useStores();
  const { summary, msLeft } = useStore(imports.store, (state) => state);
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { t, format } = useLocale();
  const { total, open, place, share, done, failed, duplicates } = summary;
  const isRunning = open > 0;
  const ended =
    failed > 0
      ? t('imports.trayFailed', { count: failed })
      : duplicates > 0
        ? t('imports.trayKnown', { count: duplicates })
        : t('imports.trayDone', { count: done });
  const running =
    failed > 0
      ? t('imports.trayFailing', { place, total, count: failed })
      : t(total === 1 ? 'imports.trayOne' : 'imports.tray', { place, count: total });
  const said = isRunning ? running : ended;
  return (
    <div className="tray" data-shown={total > 0 || undefined}>
      <p role="status" className="visually-hidden">
        {isRunning ? t('imports.running', { count: total }) : ''}
      </p>
      {total > 0 && (
        <>
          {isRunning && <Progress share={share} label={t('imports.title')} />}
          <div className="tray-line">
            <button type="button" className="tray-open" popoverTarget={id} aria-expanded={isOpen}>
              <span className="tray-what" data-bad={(!isRunning && failed > 0) || undefined}>
                {said}
              </span>
              {isRunning && (
                <span className="tray-left tabular">
                  {msLeft === null
                    ? format.percent(share)
                    : t('imports.left', { time: format.roughly(msLeft) })}
                </span>
              )}
            </button>
            {isRunning ? (
              <IconButton icon="close" label={t('imports.cancelAll')} onClick={() => void imports.cancel()} />
            ) : (
              <button type="button" className="tray-clear" onClick={() => void imports.dismiss()}>
                {t('imports.clearList')}
              </button>
            )}
          </div>
          <div
            ref={popover}
            id={id}
            popover="auto"
            role="dialog"
            aria-label={t('imports.title')}
            className="imports"
            onToggle={(event) => {
              setOpen(event.newState === 'open');
            }}
          >
            {isOpen && <ImportPanel onClose={() => popover.current?.hidePopover()} />}
          </div>
        </>
      )}
    </div>
  );
}
