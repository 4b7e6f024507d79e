import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './menu.css';

export interface MenuItem {
  id: string;
  label: string;
  isChecked?: boolean;
  /** Stands before the label, and says no more than it. */
  mark?: ReactNode;
  onSelect: () => void;
}

interface MenuProps {
  label: string;
  /** Groups of items, parted by hairlines. */
  groups: readonly (readonly MenuItem[])[];
  className?: string;
  id?: string;
  children: ReactNode;
}

/** A button and the menu that it opens; the browser closes it, places it and gives the focus back. */
export function Menu({ label, groups, className = 'icon-button', id, children }: MenuProps) {
  const popoverId = useId();

  return (
    <>
      <button
        type="button"
        id={id}
        className={className}
        popoverTarget={popoverId}
        aria-haspopup="menu"
        aria-label={label}
        title={label}
      >
        {children}
      </button>
      <MenuPopover id={popoverId} label={label} groups={groups} />
    </>
  );
}

interface ContextMenuProps extends Pick<MenuProps, 'label' | 'groups'> {
  /** Where it was asked for, each time anew; null: not yet. */
  at: { x: number; y: number } | null;
}

/** The same menu, where the pointer is. */
export function ContextMenu({ label, groups, at }: ContextMenuProps) {
  const place = useRef<HTMLSpanElement>(null);
  const id = useId();
  useEffect(() => {
    // The browser places it beside what is said to have opened it.
    const source = place.current;
    if (at && source) document.getElementById(id)?.showPopover({ source });
  }, [at, id]);
  return (
    <>
      <span ref={place} className="menu-place" style={{ left: at?.x ?? 0, top: at?.y ?? 0 }} />
      <MenuPopover id={id} label={label} groups={groups} />
    </>
  );
}

function MenuPopover({ id, label, groups }: Pick<MenuProps, 'label' | 'groups'> & { id: string }) {
  const [isOpen, setOpen] = useState(false);
  const popover = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={popover}
      id={id}
      popover="auto"
      role="menu"
      aria-label={label}
      className="menu"
      onBeforeToggle={(event) => {
        if (event.newState === 'open') setOpen(true);
      }}
      onToggle={(event) => {
        // Not before: what is not shown takes no focus, and gives it back only while an item still has it.
        if (event.newState === 'open') enterMenu(event.currentTarget);
        else setOpen(false);
      }}
      onKeyDown={moveInMenu}
    >
      {isOpen &&
        groups.map((items, index) => (
          <div role="group" className="menu-group" key={index}>
            {items.map((item) => (
              <MenuButton key={item.id} item={item} close={() => popover.current?.hidePopover()} />
            ))}
          </div>
        ))}
    </div>
  );
}

function MenuButton({ item, close }: { item: MenuItem; close: () => void }) {
  const isRadio = item.isChecked !== undefined;
  return (
    <button
      type="button"
      role={isRadio ? 'menuitemradio' : 'menuitem'}
      aria-checked={item.isChecked}
      tabIndex={-1}
      className="menu-item"
      onClick={() => {
        close();
        item.onSelect();
      }}
    >
      {isRadio && <span className="menu-check">{item.isChecked && <Icon name="check" />}</span>}
      {item.mark}
      <span className="menu-label" dir="auto">
        {item.label}
      </span>
    </button>
  );
}

function enterMenu(menu: HTMLElement) {
  const items = [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const checked = items.find((item) => item.ariaChecked === 'true');
  (checked ?? items[0])?.focus();
}

function moveInMenu(event: KeyboardEvent<HTMLElement>) {
  event.stopPropagation();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (event.key === 'Tab') event.currentTarget.hidePopover();
  const isLetter = event.key.length === 1 && event.key !== ' ';
  const next =
    step !== undefined
      ? items.at(step % items.length)
      : [...items.slice(at + 1), ...items].find((item) => isLetter && startsWith(item, event.key));
  if (!next) return;
  event.preventDefault();
  next.focus();
}

const startsWith = (item: HTMLElement, letter: string) =>
  item.textContent.trim().toLowerCase().startsWith(letter.toLowerCase());
