import { useSidebar } from '../../app/context.ts';
import { modKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';

/** The engine in use, and the way to the settings. */
export function Foot({ onSettings }: { onSettings: () => void }) {
  const engine = useSidebar((state) => state.engine);
  const isTroubled = useSidebar((state) => state.isTroubled);
  const { t } = useLocale();
  const engineText = engine && t(engine.isReady ? 'sidebar.engineReady' : 'sidebar.engineMissing');
  return (
    <footer className="sidebar-foot">
      {engineText && (
        <p className="engine" data-ready={engine.isReady || undefined}>
          {isTroubled ? t('sidebar.notReady') : engineText}
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
