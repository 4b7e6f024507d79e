import { useId } from 'react';
import { useLocale } from '../../i18n/locale-context.ts';
import { Select } from '../../ui/Field.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { modelInUse } from '../models/in-use.ts';
import { ModelSelect } from '../models/ModelSelect.tsx';
import { useModels } from '../models/use-models.ts';
import { fitted } from '../speech/languages.ts';
import { LanguageSelect } from '../speech/LanguageSelect.tsx';

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
  onChange: (change: Partial<Choices>) => void;
}

const beams = [1, 2, 3, 5, 8];

/** With what and how this one time, beside what the settings say. */
export function ChoiceFields({ choices, onChange }: ChoiceFieldsProps) {
  const id = useId();
  const { t } = useLocale();
  const models = useModels();
  return (
    <>
      <div className="choice">
        <label htmlFor={`${id}-model`}>{t('speech.model')}</label>
        <ModelSelect
          id={`${id}-model`}
          value={choices.modelId}
          onPick={(modelId) => {
            onChange({ modelId, ...fitted(models, modelId, choices) });
          }}
        />
      </div>
      <div className="choice">
        <label htmlFor={`${id}-language`}>{t('speech.language')}</label>
        <LanguageSelect
          id={`${id}-language`}
          modelId={choices.modelId}
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
          value={String(beams.findLast((one) => one <= choices.beamSize) ?? 1)}
          options={beams.map((one) => ({
            value: String(one),
            label: one === 1 ? t('speech.beamOne') : t('speech.beam', { count: one }),
          }))}
          onPick={(value) => {
            onChange({ beamSize: Number(value) });
          }}
        />
      </div>
      {(modelInUse(models, choices.modelId)?.isMultilingual !== false || choices.translate) && (
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
