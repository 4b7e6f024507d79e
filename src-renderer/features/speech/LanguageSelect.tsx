import { useMemo } from 'react';
import { useLocale } from '../../i18n/locale-context.ts';
import { Select } from '../../ui/Field.tsx';
import { modelInUse } from '../models/in-use.ts';
import { useModels } from '../models/use-models.ts';
import { spokenLanguages } from './languages.ts';

interface LanguageSelectProps {
  id: string;
  /** That is to understand it; empty: the best that is installed. */
  modelId: string;
  value: string;
  onPick: (code: string) => void;
}

/** What is spoken: found out by listening, or said beforehand. Why there is little to choose is said too. */
export function LanguageSelect({ id, modelId, value, onPick }: LanguageSelectProps) {
  const { t, language } = useLocale();
  const model = modelInUse(useModels(), modelId);
  const isLimited = model?.isMultilingual === false;
  const options = useMemo(() => {
    const named = spokenLanguages(language, model, value);
    return isLimited ? named : [{ value: 'auto', label: t('speech.languageAuto') }, ...named];
  }, [t, language, model, isLimited, value]);
  return (
    <>
      <Select
        id={id}
        // To listen for it, where there is but one, comes to the same.
        value={isLimited && value === 'auto' ? 'en' : value}
        options={options}
        onPick={onPick}
        describedBy={isLimited ? `${id}-limit` : undefined}
      />
      {isLimited && (
        <p className="field-hint" id={`${id}-limit`}>
          {t('speech.englishOnly', { name: model.name })}
        </p>
      )}
    </>
  );
}
