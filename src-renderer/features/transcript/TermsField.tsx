import { useId } from 'react';
import { useLocale } from '../../i18n/locale-context.ts';

interface TermsFieldProps {
  label: string;
  hint: string;
  /** So many letters are taken. */
  most: number;
  value: string;
  onChange: (value: string) => void;
}

/** Names and terms to expect. What is too long stays, and begins nothing until it is mended. */
export function TermsField({ label, hint, most, value, onChange }: TermsFieldProps) {
  const id = useId();
  const { t } = useLocale();
  const tooMany = value.length - most;
  const isWrong = tooMany > 0;
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="text-input text-area"
        rows={2}
        dir="auto"
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={({ target }) => {
          onChange(target.value);
        }}
      />
      <p className="field-hint" id={`${id}-hint`} role={isWrong ? 'alert' : undefined}>
        {isWrong ? t('transcript.termsTooLong', { count: tooMany }) : hint}
      </p>
    </div>
  );
}
