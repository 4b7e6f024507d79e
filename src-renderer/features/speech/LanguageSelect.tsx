import { useMemo } from 'react';
import { useLocale } from '../../i18n/locale-context.ts';
import { Select } from '../../ui/Field.tsx';
import { spokenLanguages } from './languages.ts';

interface LanguageSelectProps {
  id: string;
  value: string;
  onPick: (code: string) => void;
}

/** What is spoken: found out by listening, or said beforehand. */
export function LanguageSelect({ id, value, onPick }: LanguageSelectProps) {
  const { t, language } = useLocale();
  const options = useMemo(
    () => [{ value: 'auto', label: t('speech.languageAuto') }, ...spokenLanguages(language)],
    [t, language],
  );
  return <Select id={id} value={value} options={options} onPick={onPick} />;
}
