import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useLocale } from '../../i18n/locale-context.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DiagnosticsPanel } from './DiagnosticsPanel.tsx';
import { GeneralPanel } from './GeneralPanel.tsx';
import { LibraryPanel } from './LibraryPanel.tsx';
import { LogsPanel } from './LogsPanel.tsx';
import { SoundPanel } from './SoundPanel.tsx';
import './settings.css';

const panels = {
  general: GeneralPanel,
  sound: SoundPanel,
  library: LibraryPanel,
  diagnostics: DiagnosticsPanel,
  logs: LogsPanel,
};
type PanelName = keyof typeof panels;
const names = Object.keys(panels) as PanelName[];

export function SettingsDialog({ onClose, notices }: { onClose: () => void; notices: ReactNode }) {
  const [current, setCurrent] = useState<PanelName>('general');
  const { t } = useLocale();
  const id = useId();
  const Panel = panels[current];
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = names.at((names.indexOf(current) + step) % names.length) ?? 'general';
    setCurrent(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <Dialog title={t('settings.title')} size="large" onClose={onClose}>
      <div className="settings">
        <div
          className="settings-tabs"
          role="tablist"
          aria-orientation="vertical"
          aria-label={t('settings.title')}
          onKeyDown={move}
        >
          {names.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`${id}-${name}`}
              className="settings-tab"
              aria-selected={name === current}
              aria-controls={`${id}-panel`}
              tabIndex={name === current ? 0 : -1}
              data-start={name === current || undefined}
              onClick={() => {
                setCurrent(name);
              }}
            >
              {t(`settings.${name}`)}
            </button>
          ))}
        </div>
        <div
          className="settings-panel"
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${current}`}
          tabIndex={0}
        >
          <Panel />
        </div>
      </div>
      {notices}
    </Dialog>
  );
}
