import { useLayout, useStores } from '../../app/context.ts';
import { modKey, newMeetingKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { chooseFiles } from '../imports/DropTarget.tsx';
import { Tray } from '../imports/Tray.tsx';
import { QueueLine } from '../queue/QueueLine.tsx';
import { Target } from './Target.tsx';
import './welcome.css';

export function Welcome({ isCovered }: { isCovered: boolean }) {
  const { actions, imports, layout, recorder } = useStores();
  const isSidebarOpen = useLayout((state) => state.isSidebarOpen);
  const { t } = useLocale();
  return (
    <main className="welcome" inert={isCovered}>
      <IconButton
        className="welcome-toggle"
        icon="sidebar"
        label={t(isSidebarOpen ? 'sidebar.hide' : 'sidebar.show')}
        aria-expanded={isSidebarOpen}
        onClick={layout.toggleSidebar}
      />
      <h1>{t('welcome.title')}</h1>
      <div className="welcome-targets">
        <Target
          icon="microphone"
          label={t('welcome.record')}
          hint={t('welcome.recordHint')}
          onClick={recorder.ask}
        />
        <Target
          icon="import"
          label={t('welcome.import')}
          hint={t('welcome.importHint', { shortcut: modKey('O') })}
          onClick={chooseFiles}
        />
      </div>
      <div className="welcome-more">
        <button type="button" className="welcome-new" onClick={() => void imports.addSample(null)}>
          {t('welcome.sample')}
          <span className="welcome-hint">{t('welcome.sampleHint')}</span>
        </button>
        <button type="button" className="welcome-new" onClick={() => void actions.create()}>
          {t('welcome.new')}
          <span className="welcome-hint">{t('welcome.newHint', { shortcut: newMeetingKey })}</span>
        </button>
      </div>
      <p className="welcome-text">{t('welcome.text')}</p>
      {!isSidebarOpen && (
        <div className="welcome-tray">
          <Tray />
          <QueueLine />
        </div>
      )}
    </main>
  );
}
