import type { ReactNode } from 'react';
import './calm.css';

interface CalmProps {
  title: string;
  text?: string;
  children?: ReactNode;
}

/** What is said where there is nothing to show. */
export function Calm({ title, text, children }: CalmProps) {
  return (
    <div className="calm">
      <p className="calm-title">{title}</p>
      {text && <p className="calm-text">{text}</p>}
      {children}
    </div>
  );
}
