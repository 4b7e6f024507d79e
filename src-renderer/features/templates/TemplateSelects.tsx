import { useMemo } from 'react';
import { lengths, type Length } from '../../../src-main/contract/templates.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Select } from '../../ui/Field.tsx';
import { spokenLanguages } from '../speech/languages.ts';

interface SelectProps<T> {
  id: string;
  value: T;
  onPick: (value: T) => void;
}

export function LengthSelect({ id, value, onPick }: SelectProps<Length>) {
  const { t } = useLocale();
  const options = lengths.map((length) => ({ value: length, label: t(`summary.length.${length}`) }));
  return <Select id={id} value={value} options={options} onPick={onPick} />;
}

/** null: the language that is spoken. */
export function SummaryLanguageSelect({ id, value, onPick }: SelectProps<string | null>) {
  const { t, language } = useLocale();
  const options = useMemo(
    () => [
      { value: '', label: t('summary.asSpoken') },
      ...spokenLanguages(language, undefined, value ?? 'en'),
    ],
    [t, language, value],
  );
  return (
    <Select
      id={id}
      value={value ?? ''}
      options={options}
      onPick={(picked) => {
        onPick(picked === '' ? null : picked);
      }}
    />
  );
}
