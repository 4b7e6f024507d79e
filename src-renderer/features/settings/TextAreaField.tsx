import { useState } from 'react';
import { Field } from '../../ui/Field.tsx';

interface TextAreaFieldProps {
  label: string;
  hint: string;
  value: string;
  onSave: (value: string) => void;
}

const LONGEST = 2000;

/** Some lines of text, saved on leaving them. */
export function TextAreaField({ label, hint, value, onSave }: TextAreaFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <textarea
          id={id}
          className="text-input text-area"
          rows={2}
          maxLength={LONGEST}
          dir="auto"
          value={typed ?? value}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onBlur={() => {
            if (typed !== null && typed !== value) onSave(typed);
            setTyped(null);
          }}
        />
      )}
    </Field>
  );
}
