import { useId } from 'react';
import type { Model } from '../../../src-main/contract/models.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Select } from '../../ui/Field.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { modelInUse } from '../models/in-use.ts';
import { ModelSelect } from '../models/ModelSelect.tsx';
import { useModels } from '../models/use-models.ts';
import { fitted } from '../speech/languages.ts';
import { LanguageSelect } from '../speech/LanguageSelect.tsx';
import { beamOption, beamOptions } from '../speech/thoroughness.ts';

export interface Choices {
  /** Empty: the best one that is installed. */
  modelId: string;
  language: string;
  translate: boolean;
  skipSilence: boolean;
  beamSize: number;
}

interface ChoiceFieldsProps {
  choices: Choices;
  /** What is taken where no model is chosen. */
  best: Model | undefined;
  onChange: (change: Partial<Choices>) => void;
}

/** With what and how this one time, beside what the settings say. */
export function ChoiceFields({ choices, best, onChange }: ChoiceFieldsProps) {
  const id = useId();
  const { t } = useLocale();
  const models = useModels();
  const modelId = choices.modelId === '' ? (best?.id ?? '') : choices.modelId;
  return (
    <>
      <div className="choice">
        <label htmlFor={`${id}-model`}>{t('speech.model')}</label>
        <ModelSelect
          id={`${id}-model`}
          value={choices.modelId}
          best={best}
          onPick={(picked) => {
            onChange({ modelId: picked, ...fitted(models, picked, choices) });
          }}
        />
      </div>
      <div className="choice">
        <label htmlFor={`${id}-language`}>{t('speech.language')}</label>
        <LanguageSelect
          id={`${id}-language`}
          modelId={modelId}
          value={choices.language}
          onPick={(language) => {
            onChange({ language });
          }}
        />
      </div>
      <div className="choice">
        <label htmlFor={`${id}-beam`}>{t('speech.thoroughness')}</label>
        <Select
          id={`${id}-beam`}
          value={beamOption(choices.beamSize)}
          options={beamOptions(t)}
          onPick={(value) => {
            onChange({ beamSize: Number(value) });
          }}
        />
      </div>
      {(modelInUse(models, modelId)?.isMultilingual !== false || choices.translate) && (
        <Switch
          label={t('speech.translate')}
          isOn={choices.translate}
          onSwitch={(translate) => {
            onChange({ translate });
          }}
        />
      )}
      <Switch
        label={t('speech.skipSilence')}
        isOn={choices.skipSilence}
        onSwitch={(skipSilence) => {
          onChange({ skipSilence });
        }}
      />
    </>
  );
}
