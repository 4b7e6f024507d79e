import { useId, useState, type ComponentType, type KeyboardEvent, type ReactNode } from 'react';
import { settingsPages as names, type SettingsPage } from '../../app/layout-store.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ModelsPanel } from '../models/ModelsPanel.tsx';
import { NetworkPanel } from '../models/NetworkPanel.tsx';
import { SpeechPanel } from '../speech/SpeechPanel.tsx';
import { SummariesPanel } from '../summary/SummariesPanel.tsx';
import { DiagnosticsPanel } from './DiagnosticsPanel.tsx';
import { GeneralPanel } from './GeneralPanel.tsx';
import { LibraryPanel } from './LibraryPanel.tsx';
import { LogsPanel } from './LogsPanel.tsx';
import { SoundPanel } from './SoundPanel.tsx';
import './settings.css';

const panels: Record<SettingsPage, ComponentType<{ onModels: () => void }>> = {
  general: GeneralPanel,
  speech: SpeechPanel,
  summaries: SummariesPanel,
  models: ModelsPanel,
  sound: SoundPanel,
  library: LibraryPanel,
  network: NetworkPanel,
  diagnostics: DiagnosticsPanel,
  logs: LogsPanel,
};

interface SettingsDialogProps {
  /** The page to begin with. */
  page: SettingsPage;
  onClose: () => void;
  notices: ReactNode;
}

export function SettingsDialog({ page, onClose, notices }: SettingsDialogProps) {
  const [current, setCurrent] = useState(page);
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
  const close = () => {
    // What is typed is saved on leaving its field, and one that vanishes is not left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    onClose();
  };
  return (
    <Dialog title={t('settings.title')} size="large" onClose={close}>
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
          // Another page begins at its top.
          key={current}
          className="settings-panel"
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${current}`}
          tabIndex={0}
        >
          <Panel
            onModels={() => {
              setCurrent('models');
              document.getElementById(`${id}-models`)?.focus();
            }}
          />
        </div>
      </div>
      {notices}
    </Dialog>
  );
}
