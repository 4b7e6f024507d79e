import { useId } from 'react';
import { useLocale } from '../../i18n/locale-context.ts';

interface TermsFieldProps {
  label: string;
  hint: string;
  /** So many characters are more than are taken. */
  tooMany: number;
  value: string;
  onChange: (value: string) => void;
}

/** Names and terms to expect; what is too long stays, and says so. */
export function TermsField({ label, hint, tooMany, value, onChange }: TermsFieldProps) {
  const id = useId();
  const { t } = useLocale();
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
