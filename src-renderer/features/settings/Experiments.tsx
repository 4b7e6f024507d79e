import { useId } from 'react';
import type { Flag, FlagId } from '../../../src-main/contract/flags.ts';
import { useSettings, useStores } from '../../app/context.ts';
import type { TextKey } from '../../i18n/en.ts';
import { useLocale } from '../../i18n/locale-context.ts';

const flagTexts = { profiler: 'settings.flagProfiler' } as const satisfies Record<FlagId, TextKey>;

export function Experiments() {
  const flags = Object.values(useSettings((state) => state.flags));
  const { t } = useLocale();
  if (flags.length === 0) return null;
  return (
    <>
      <h3>{t('settings.experiments')}</h3>
      <p className="settings-note">{t('settings.experimentsText')}</p>
      {flags.map((flag) => (
        <FlagSwitch key={flag.id} flag={flag} />
      ))}
    </>
  );
}

function FlagSwitch({ flag: { id, on } }: { flag: Flag }) {
  const { settings } = useStores();
  const inputId = useId();
  const { t } = useLocale();
  return (
    <div className="settings-switch">
      <input
        id={inputId}
        type="checkbox"
        role="switch"
        checked={on}
        onChange={(event) => void settings.setFlag(id, event.target.checked)}
      />
      <label htmlFor={inputId}>{t(flagTexts[id])}</label>
    </div>
  );
}
