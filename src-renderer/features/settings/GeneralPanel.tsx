import { logLevels } from '../../../src-main/contract/logs.ts';
import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { languageNames, languages } from '../../i18n/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, Select } from '../../ui/Field.tsx';
import { Experiments } from './Experiments.tsx';
import { logLevelTexts } from './log-level-texts.ts';
import { NumberField } from './NumberField.tsx';

const themes = {
  system: 'settings.themeSystem',
  light: 'settings.themeLight',
  dark: 'settings.themeDark',
} as const;

export function GeneralPanel() {
  const { settings: feature, layout } = useStores();
  const settings = useSettings((state) => state.settings);
  const setAside = useSettings((state) => state.setAside);
  const { t } = useLocale();
  if (!settings) return null;
  return (
    <>
      <Field label={t('settings.theme')}>
        {(id) => (
          <Select
            id={id}
            value={settings.theme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({
              value,
              label: t(themes[value]),
            }))}
            onPick={(theme) => void feature.update({ theme })}
          />
        )}
      </Field>
      <Field label={t('settings.language')}>
        {(id) => (
          <Select
            id={id}
            value={settings.language}
            options={[
              { value: 'system' as const, label: t('settings.languageSystem') },
              ...languages.map((value) => ({ value, label: languageNames[value] })),
            ]}
            onPick={(language) => void feature.update({ language })}
          />
        )}
      </Field>
      <h3>{t('settings.keeping')}</h3>
      <NumberField name="backupsKept" label={t('settings.backupsKept')} min={1} max={100} />
      <Field label={t('settings.logLevel')}>
        {(id) => (
          <Select
            id={id}
            value={settings.logLevel}
            options={logLevels.map((value) => ({ value, label: t(logLevelTexts[value]) }))}
            onPick={(logLevel) => void feature.update({ logLevel })}
          />
        )}
      </Field>
      <NumberField name="logDays" label={t('settings.logDays')} min={1} max={365} />
      <NumberField name="logMegabytes" label={t('settings.logMegabytes')} min={1} max={100} />
      <Experiments />
      <div className="settings-more">
        <Button
          onClick={() => {
            layout.ask({ kind: 'tour' });
          }}
        >
          {t('settings.tour')}
        </Button>
        <Button onClick={() => void feature.reset()}>{t('settings.reset')}</Button>
      </div>
      {setAside.length > 0 && (
        <p className="settings-note" dir="auto">
          {t('settings.setAside', { count: setAside.length, names: setAside.join(', ') })}
        </p>
      )}
    </>
  );
}
