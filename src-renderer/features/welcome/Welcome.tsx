import { useLayout, useStores } from '../../app/context.ts';
import { newMeetingKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import './welcome.css';

export function Welcome({ isCovered }: { isCovered: boolean }) {
  const { actions, layout } = useStores();
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
      <button type="button" className="welcome-new" onClick={() => void actions.create()}>
        <Icon name="plus" />
        <span className="welcome-label">{t('welcome.new')}</span>
        <span className="welcome-hint">{t('welcome.newHint', { shortcut: newMeetingKey })}</span>
      </button>
      <p className="welcome-text">{t('welcome.text')}</p>
    </main>
  );
}
