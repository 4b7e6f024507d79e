import type { FlagId } from '../../../src-main/contract/flags.ts';
import { useSettings, useStores } from '../../app/context.ts';
import type { TextKey } from '../../i18n/en.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Switch } from '../../ui/Switch.tsx';

const flagTexts = { profiler: 'settings.flagProfiler' } as const satisfies Record<FlagId, TextKey>;

export function Experiments() {
  const { settings } = useStores();
  const flags = Object.values(useSettings((state) => state.flags));
  const { t } = useLocale();
  if (flags.length === 0) return null;
  return (
    <>
      <h3>{t('settings.experiments')}</h3>
      <p className="settings-note">{t('settings.experimentsText')}</p>
      {flags.map(({ id, on }) => (
        <Switch
          key={id}
          label={t(flagTexts[id])}
          isOn={on}
          onSwitch={(isOn) => void settings.setFlag(id, isOn)}
        />
      ))}
    </>
  );
}
