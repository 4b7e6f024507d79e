import { useId } from 'react';
import './switch.css';

interface SwitchProps {
  label: string;
  hint?: string | undefined;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
}

export function Switch({ label, hint, isOn, onSwitch }: SwitchProps) {
  const id = useId();
  return (
    <div className="switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          onSwitch(event.target.checked);
        }}
      />
      <div className="switch-words">
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p className="switch-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
