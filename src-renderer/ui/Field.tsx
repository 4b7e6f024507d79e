import { useId, type ReactNode } from 'react';
import './field.css';

export function Field({
  label,
  hint,
  isWrong = false,
  children,
}: {
  label: string;
  hint?: string;
  /** What is typed does not do: the hint says why. */
  isWrong?: boolean;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-control">
        {children(id)}
        {hint && (
          <p className="field-hint" role={isWrong ? 'alert' : undefined}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

interface SelectProps<T extends string> {
  id?: string;
  label?: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onPick: (value: T) => void;
  describedBy?: string | undefined;
  isDisabled?: boolean;
}

export function Select<T extends string>({
  id,
  label,
  value,
  options,
  onPick,
  describedBy,
  isDisabled = false,
}: SelectProps<T>) {
  return (
    <select
      id={id}
      className="select"
      aria-label={label}
      aria-describedby={describedBy}
      value={value}
      disabled={isDisabled}
      onChange={(event) => {
        const picked = options[event.target.selectedIndex];
        if (picked) onPick(picked.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
