import { useId } from 'react';

interface TermsFieldProps {
  label: string;
  hint?: string;
  /** So many letters are taken. */
  most?: number;
  value: string;
  onChange: (value: string) => void;
}

/** Names and terms to expect. */
export function TermsField({ label, hint, most = 2000, value, onChange }: TermsFieldProps) {
  const id = useId();
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="text-input text-area"
        rows={2}
        maxLength={most}
        dir="auto"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        onChange={({ target }) => {
          onChange(target.value);
        }}
      />
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
