import { useId, useRef, useState, type CSSProperties } from 'react';
import './name-field.css';

interface NameFieldProps {
  label: string;
  start: string;
  maxLength: number;
  className?: string;
  style?: CSSProperties;
  /** With a name that is new. What is wrong with it, if anything, is said beside the field, which stays. */
  onName: (name: string) => Promise<string | null> | null;
  /** The field is done with; by a key, so that the focus has to go somewhere. */
  onClose: (byKey: boolean) => void;
}

/** Names something in its place: Enter and leaving the field keep the name, Escape gives it up. */
export function NameField({
  label,
  start,
  maxLength,
  className = '',
  style,
  onName,
  onClose,
}: NameFieldProps) {
  const [wrong, setWrong] = useState<string | null>(null);
  const refused = useRef<string | null>(null);
  const isDone = useRef(false);
  const wrongId = useId();

  const close = (byKey: boolean) => {
    isDone.current = true;
    onClose(byKey);
  };
  const finish = async (typed: string, byKey: boolean) => {
    const name = typed.trim();
    if (isDone.current || (!byKey && name === refused.current)) return;
    if (name === '' || name === start) {
      close(byKey);
      return;
    }
    isDone.current = true;
    const answer = onName(name);
    const problem = answer ? await answer : null;
    if (problem === null) {
      close(byKey);
      return;
    }
    isDone.current = false;
    refused.current = name;
    setWrong(problem);
  };
  return (
    <div className={`name-field ${className}`} style={style}>
      <input
        aria-label={label}
        placeholder={label}
        defaultValue={start}
        maxLength={maxLength}
        aria-invalid={wrong !== null || undefined}
        aria-describedby={wrong === null ? undefined : wrongId}
        dir="auto"
        autoFocus
        onFocus={(event) => {
          if (wrong === null) event.target.select();
        }}
        onBlur={(event) => void finish(event.target.value, false)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
          event.stopPropagation();
          if (event.key === 'Enter') void finish(event.currentTarget.value, true);
          else close(true);
        }}
      />
      {wrong !== null && (
        <p id={wrongId} role="alert" className="name-field-wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}
