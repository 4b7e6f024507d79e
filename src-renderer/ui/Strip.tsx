import { useId, useState, type ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { Progress } from './Progress.tsx';
import type { IconName } from './Icon.tsx';
import './strip.css';

interface StripProps {
  className: string;
  /** Of the button that opens the panel. */
  openId?: string;
  /** Of the panel that it opens. */
  label: string;
  /** For those who can't see it: told once when it begins. */
  announced: string | false;
  /** null: there is nothing to say, and nothing is shown. */
  said: { what: string; isBad?: boolean; left: string | null } | null;
  /** Nothing that anybody waits for: it goes as soon as nobody looks at its panel. */
  isQuiet?: boolean;
  /** undefined: nothing runs. */
  share: number | null | undefined;
  /** Without an icon its words are seen. */
  action: { icon?: IconName; label: string; run: () => void } | null;
  onClosed?: () => void;
  children: (close: () => void) => ReactNode;
}

/** A thin line that says what is going on, how far it is and how long it will still take; it opens the whole list. */
export function Strip({
  className,
  openId,
  label,
  announced,
  said,
  isQuiet = false,
  share,
  action,
  onClosed,
  children,
}: StripProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const isShown = said !== null && (!isQuiet || isOpen);
  const close = () => document.getElementById(id)?.hidePopover();
  return (
    <div className={`strip ${className}`} data-shown={isShown ? true : undefined}>
      <p role="status" className="visually-hidden">
        {announced}
      </p>
      {isShown && (
        <>
          {share !== undefined && <Progress share={share} label={label} />}
          <div className="strip-line">
            <button
              type="button"
              id={openId}
              className="strip-open"
              popoverTarget={id}
              aria-expanded={isOpen}
            >
              <span className="strip-what" data-bad={said.isBad ? true : undefined} dir="auto">
                {said.what}
              </span>
              {said.left !== null && <span className="strip-left tabular">{said.left}</span>}
            </button>
            {action?.icon && <IconButton icon={action.icon} label={action.label} onClick={action.run} />}
            {action && !action.icon && (
              <button type="button" className="strip-action" onClick={action.run}>
                {action.label}
              </button>
            )}
          </div>
          <div
            id={id}
            popover="auto"
            role="dialog"
            aria-label={label}
            className="panel"
            onToggle={(event) => {
              // A menu inside opens and closes too.
              if (event.target !== event.currentTarget) return;
              const isNowOpen = event.newState === 'open';
              setOpen(isNowOpen);
              if (!isNowOpen) onClosed?.();
            }}
          >
            {isOpen && children(close)}
          </div>
        </>
      )}
    </div>
  );
}
