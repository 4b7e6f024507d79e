import { useState } from 'react';
import { useLocale } from '../../i18n/locale-context.ts';
import { Field } from '../../ui/Field.tsx';

interface TextAreaFieldProps {
  label: string;
  hint: string;
  value: string;
  longest?: number;
  onSave: (value: string) => void;
}

/** Some lines of text, saved on leaving them; what is too long stays, and is not saved until it is mended. */
export function TextAreaField({ label, hint, value, longest = 2000, onSave }: TextAreaFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const { t } = useLocale();
  const shown = typed ?? value;
  const tooMany = shown.length - longest;
  const isWrong = tooMany > 0;
  const said = isWrong ? t('settings.tooLong', { count: tooMany }) : hint;
  return (
    <Field label={label} hint={said} isWrong={isWrong}>
      {(id) => (
        <textarea
          id={id}
          className="text-input text-area"
          rows={2}
          aria-invalid={isWrong}
          dir="auto"
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onBlur={() => {
            if (isWrong) return;
            if (typed !== null && typed !== value) onSave(typed);
            setTyped(null);
          }}
        />
      )}
    </Field>
  );
}
