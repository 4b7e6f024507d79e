import { Icon, type IconName } from '../../ui/Icon.tsx';

interface TargetProps {
  icon: IconName;
  label: string;
  hint: string;
  onClick: () => void;
}

/** One of the large things to begin with. */
export function Target({ icon, label, hint, onClick }: TargetProps) {
  return (
    <button type="button" className="welcome-target" onClick={onClick}>
      <Icon name={icon} />
      <span className="welcome-label">{label}</span>
      <span className="welcome-hint">{hint}</span>
    </button>
  );
}
