import { useStore } from 'zustand';
import { useSidebar, useStores } from '../../app/context.ts';
import { modKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { isOutOfReach } from '../connection/store.ts';

/** The engine in use, and the way to the settings. */
export function Foot({ onSettings }: { onSettings: () => void }) {
  const engine = useSidebar((state) => state.engine);
  const isLost = useStore(useStores().connection, isOutOfReach);
  const isTroubled = useSidebar((state) => state.isTroubled);
  const { t } = useLocale();
  const engineText = engine && t(engine.isReady ? 'sidebar.engineReady' : 'sidebar.engineMissing');
  const said = isLost ? t('sidebar.disconnected') : isTroubled ? t('sidebar.notReady') : engineText;
  return (
    <footer className="sidebar-foot">
      {said && (
        <p className="engine" data-ready={!isLost && engine?.isReady ? true : undefined}>
          {said}
        </p>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={t('sidebar.settings')}
        title={`${t('sidebar.settings')} (${modKey(',')})`}
        onClick={onSettings}
      >
        <Icon name="settings" />
      </button>
    </footer>
  );
}
