import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { SettingsPatch } from '../../../src-main/contract/settings.ts';
import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, Select } from '../../ui/Field.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { modelInUse } from '../models/in-use.ts';
import { ModelSelect } from '../models/ModelSelect.tsx';
import { useModelInUse, useModels } from '../models/use-models.ts';
import { useQueue } from '../queue/use-queue.ts';
import { NumberField } from '../settings/NumberField.tsx';
import { TextAreaField } from '../settings/TextAreaField.tsx';
import { Devices } from './Devices.tsx';
import { fitted } from './languages.ts';
import { LanguageSelect } from './LanguageSelect.tsx';
import { beamOption, beamOptions } from './thoroughness.ts';
import { useTermsHint } from './use-terms-hint.ts';
import './speech.css';

/** How speech becomes text, when, and on what. */
export function SpeechPanel({ onModels }: { onModels: () => void }) {
  const { settings: feature, speech } = useStores();
  const settings = useSettings((state) => state.settings);
  const { canTellIdle } = useQueue();
  const models = useModels();
  const isKnown = useStore(speech.store, (state) => state.speech !== null);
  const inUse = useModelInUse();
  const canTranslate = inUse?.isMultilingual !== false;
  const termsHint = useTermsHint(inUse, settings?.vocabulary ?? '');
  const { t } = useLocale();
  useEffect(() => {
    if (!isKnown) void speech.load();
  }, [speech, isKnown]);
  if (!settings) return null;
  const update = (patch: SettingsPatch) => void feature.update(patch);
  const switches = [
    ['skipSilence', 'speech.skipSilence', 'speech.skipSilenceHint'],
    ['speechTranslate', 'speech.translate', undefined],
  ] as const;
  const automatic = [
    ['transcribeRecordings', 'speech.recordings', undefined],
    ['transcribeImports', 'speech.imports', undefined],
    ['liveCaptions', 'speech.captions', 'speech.captionsHint'],
    ['onlyOnMains', 'speech.onlyOnMains', undefined],
    [
      'onlyWhenIdle',
      'speech.onlyWhenIdle',
      canTellIdle ? 'speech.onlyWhenIdleHint' : 'speech.cannotTellIdle',
    ],
  ] as const;
  const switchOf = ([name, label, hint]: (typeof switches | typeof automatic)[number]) => (
    <Switch
      key={name}
      label={t(label)}
      hint={hint && t(hint)}
      isOn={settings[name]}
      onSwitch={(isOn) => {
        update({ [name]: isOn });
      }}
    />
  );
  return (
    <>
      <Field label={t('speech.model')}>
        {(id) => (
          <div className="speech-model">
            <ModelSelect
              id={id}
              value={settings.speechModel}
              best={modelInUse(models, '')}
              onPick={(speechModel) => {
                const { language, translate } = fitted(models, speechModel, {
                  language: settings.speechLanguage,
                  translate: settings.speechTranslate,
                });
                update({ speechModel, speechLanguage: language, speechTranslate: translate });
              }}
            />
            <Button onClick={onModels}>{t('speech.manage')}</Button>
          </div>
        )}
      </Field>
      <Field label={t('speech.language')}>
        {(id) => (
          <LanguageSelect
            id={id}
            modelId={settings.speechModel}
            value={settings.speechLanguage}
            onPick={(speechLanguage) => {
              update({ speechLanguage });
            }}
          />
        )}
      </Field>
      <TextAreaField
        label={t('speech.vocabulary')}
        hint={termsHint}
        value={settings.vocabulary}
        onSave={(vocabulary) => {
          update({ vocabulary });
        }}
      />
      <Field label={t('speech.thoroughness')} hint={t('speech.thoroughnessHint')}>
        {(id) => (
          <Select
            id={id}
            value={beamOption(settings.beamSize)}
            options={beamOptions(t)}
            onPick={(value) => {
              update({ beamSize: Number(value) });
            }}
          />
        )}
      </Field>
      {switches
        .filter(([name]) => name !== 'speechTranslate' || settings[name] || canTranslate)
        .map(switchOf)}
      <h3>{t('speech.when')}</h3>
      {automatic.map(switchOf)}
      <h3>{t('speech.devices')}</h3>
      <Devices />
      <NumberField
        name="speechThreads"
        label={t('speech.threadsWanted')}
        hint={t('speech.threadsHint')}
        min={0}
        max={256}
      />
    </>
  );
}
