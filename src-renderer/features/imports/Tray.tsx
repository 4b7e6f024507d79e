import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Strip } from '../../ui/Strip.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import './imports.css';

/** What comes in. */
export function Tray() {
  const { imports } = useStores();
  const { summary, msLeft } = useStore(imports.store, (state) => state);
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
  const what = isRunning ? running : ended;
  const left = msLeft === null ? format.percent(share) : t('imports.left', { time: format.roughly(msLeft) });
  return (
    <Strip
      className="tray"
      label={t('imports.title')}
      announced={isRunning ? t('imports.running', { count: total }) : ''}
      said={total > 0 ? { what, isBad: !isRunning && failed > 0, left: isRunning ? left : null } : null}
      share={isRunning ? share : undefined}
      action={
        isRunning
          ? { icon: 'close', label: t('imports.cancelAll'), run: () => void imports.cancel() }
          : { label: t('imports.clearList'), run: () => void imports.dismiss() }
      }
    >
      {(close) => <ImportPanel onClose={close} />}
    </Strip>
  );
}
