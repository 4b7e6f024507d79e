import { useState } from 'react';
import { Field } from '../../ui/Field.tsx';

interface TextAreaFieldProps {
  label: string;
  hint: string;
  value: string;
  longest?: number;
  onSave: (value: string) => void;
}

/** Some lines of text, saved on leaving them. */
export function TextAreaField({ label, hint, value, longest = 2000, onSave }: TextAreaFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <textarea
          id={id}
          className="text-input text-area"
          rows={2}
          maxLength={longest}
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
