import { altKey, isAlt, isMod, modKey, type Keys } from './platform.ts';

const written: Record<string, string> = {
  Space: '␣',
  Enter: '↵',
  Delete: 'Del',
  Backspace: '⌫',
  ArrowLeft: '←',
  ArrowRight: '→',
};

const parts = (shortcut: string): [modifier: string, key: string] => {
  const [modifier = '', key] = shortcut.split('+');
  return key === undefined ? ['', modifier] : [modifier, key];
};

/** A shortcut such as `Mod+F`, `ModShift+Z`, `Alt+R`, `Enter` or `b`, as this system writes it. */
export function nameOf(shortcut: string): string {
  const [modifier, key] = parts(shortcut);
  const name = written[key] ?? key.toUpperCase();
  if (modifier === 'Mod') return modKey(name);
  if (modifier === 'ModShift') return modKey(`⇧+${name}`);
  return modifier === 'Alt' ? altKey(name) : name;
}

/** Whether it means the same wherever one types: a plain key is a letter there. */
export const isPlain = (shortcut: string) => parts(shortcut)[0] === '';

/** Letters count in either case, as they are written and with Caps Lock on. */
export function isPressed(shortcut: string, event: Keys): boolean {
  const [modifier, key] = parts(shortcut);
  if (modifier === 'Alt') return isAlt(key, event);
  const pressed = event.key === ' ' ? 'Space' : event.key;
  if (pressed.toLowerCase() !== key.toLowerCase()) return false;
  if (modifier !== '') return isMod(event) && event.shiftKey === (modifier === 'ModShift') && !event.altKey;
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}
