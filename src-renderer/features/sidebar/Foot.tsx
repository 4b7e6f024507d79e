import { useStore } from 'zustand';
import { useSidebar, useStores } from '../../app/context.ts';
import { modKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { isOutOfReach } from '../connection/store.ts';
import { useModelInUse } from '../models/use-models.ts';
import { shortDevice } from '../speech/device-name.ts';

/** The engine in use, which is chosen in the settings, and the way to the settings. */
export function Foot({ onSettings }: { onSettings: () => void }) {
  const { connection, layout, models, speech } = useStores();
  const engine = useSidebar((state) => state.engine);
  const isLost = useStore(connection, isOutOfReach);
  const isTroubled = useSidebar((state) => state.isTroubled);
  const areModelsKnown = useStore(models.store, (state) => state.isLoaded);
  const device = useStore(speech.store, (state) => shortDevice(state.speech));
  const model = useModelInUse();
  const { t } = useLocale();
  const inUse = [
    model?.name ?? (areModelsKnown ? t('sidebar.noModel') : t('sidebar.engineReady')),
    device ?? engine?.device,
  ];
  const engineText =
    engine && (engine.isReady ? inUse.filter(Boolean).join(' · ') : t('sidebar.engineMissing'));
  const said = isLost ? t('sidebar.disconnected') : isTroubled ? t('sidebar.notReady') : engineText;
  return (
    <footer className="sidebar-foot">
      {said && (
        <button
          type="button"
          className="engine"
          data-ready={!isLost && engine?.isReady ? true : undefined}
          title={t('sidebar.speechSettings')}
          onClick={() => {
            layout.ask({ kind: 'settings', page: isTroubled ? 'diagnostics' : 'speech' });
          }}
        >
          {said}
        </button>
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
