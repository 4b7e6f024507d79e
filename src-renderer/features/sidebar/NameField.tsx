import { useRef } from 'react';

interface NameFieldProps {
  label: string;
  start: string;
  /** With the new name, or with nothing when it was given up. */
  onDone: (name: string) => void;
}

export function NameField({ label, start, onDone }: NameFieldProps) {
  const isDone = useRef(false);
  const finish = (name: string) => {
    if (isDone.current) return;
    isDone.current = true;
    onDone(name.trim());
  };
  return (
    <input
      className="name-field"
      aria-label={label}
      placeholder={label}
      defaultValue={start}
      maxLength={100}
      dir="auto"
      autoFocus
      onFocus={(event) => {
        event.target.select();
      }}
      onBlur={(event) => {
        finish(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') {
          event.stopPropagation();
          finish('');
        }
      }}
    />
  );
}
