import { useState } from 'react';
import { Field } from '../../ui/Field.tsx';

interface TextFieldProps {
  label: string;
  hint?: string;
  value: string;
  longest: number;
  /** For what nobody else is to read on the screen. */
  isSecret?: boolean;
  placeholder?: string;
  isValid?: (value: string) => boolean;
  onSave: (value: string) => void;
}

/** A line of text, saved on leaving it, and only if it may be; otherwise it stays, marked, until it is mended. */
export function TextField({ label, hint, value, longest, onSave, ...more }: TextFieldProps) {
  const { isSecret = false, placeholder, isValid = () => true } = more;
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? value;
  const isWrong = !isValid(shown.trim());
  const save = () => {
    if (typed === null || isWrong) return;
    if (typed.trim() !== value) onSave(typed.trim());
    setTyped(null);
  };
  return (
    <Field label={label} isWrong={isWrong} {...(hint !== undefined && { hint })}>
      {(id) => (
        <input
          id={id}
          className="text-input text-line"
          type={isSecret ? 'password' : 'text'}
          autoComplete="off"
          spellCheck={false}
          maxLength={longest}
          placeholder={placeholder}
          aria-invalid={isWrong}
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save();
          }}
        />
      )}
    </Field>
  );
}
