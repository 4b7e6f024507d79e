import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Field, Select } from '../../ui/Field.tsx';
import { NumberField } from './NumberField.tsx';

const kinds = { original: 'settings.keepOriginal', compressed: 'settings.keepCompressed' } as const;

/** What is kept of sounds, and what is too large to be one. */
export function SoundPanel() {
  const { settings: feature } = useStores();
  const kept = useSettings(({ settings }) => settings?.keepSound ?? 'original');
  const { t } = useLocale();
  return (
    <>
      <Field label={t('settings.keepSound')} hint={t('settings.keepSoundHint')}>
        {(id) => (
          <Select
            id={id}
            value={kept}
            options={(['original', 'compressed'] as const).map((value) => ({
              value,
              label: t(kinds[value]),
            }))}
            onPick={(keepSound) => void feature.update({ keepSound })}
          />
        )}
      </Field>
      <NumberField
        name="compressedKilobits"
        label={t('settings.compressedKilobits')}
        hint={t('settings.compressedHint')}
        min={16}
        max={256}
      />
      <h3>{t('settings.limits')}</h3>
      <NumberField name="maxFileGigabytes" label={t('settings.maxFileGigabytes')} min={1} max={1000} />
      <NumberField name="maxHours" label={t('settings.maxHours')} min={1} max={240} />
      <NumberField
        name="maxLibraryGigabytes"
        label={t('settings.maxLibraryGigabytes')}
        hint={t('settings.noLimitHint')}
        min={0}
        max={100_000}
      />
      <NumberField name="minFreeMegabytes" label={t('settings.minFreeMegabytes')} min={0} max={1_000_000} />
    </>
  );
}
