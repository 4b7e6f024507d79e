import { altKey, isAlt, isMod, modKey, modShiftKey, type Keys } from './platform.ts';

const written: Record<string, string> = {
  Space: '␣',
  Enter: '↵',
  Delete: 'Del',
  Backspace: '⌫',
  ArrowLeft: '←',
  ArrowRight: '→',
};

const parts = (shortcut: string) => {
  const keys = shortcut.split('+');
  const key = keys.pop() ?? '';
  return { key, modifier: keys[0], withShift: keys.includes('Shift') };
};

/** A shortcut such as `Mod+F`, `Mod+Shift+Z`, `Alt+R`, `Enter` or `b`, as this system writes it. */
export function nameOf(shortcut: string): string {
  const { key, modifier, withShift } = parts(shortcut);
  const name = written[key] ?? key.toUpperCase();
  if (modifier === 'Mod') return withShift ? modShiftKey(name) : modKey(name);
  return modifier === 'Alt' ? altKey(name) : name;
}

/** Whether a letter is typed by it. */
export const isPlain = (shortcut: string) => parts(shortcut).modifier === undefined;

/** Letters count in either case, as they are written and with Caps Lock on. */
export function isPressed(shortcut: string, event: Keys): boolean {
  const { key, modifier, withShift } = parts(shortcut);
  if (modifier === 'Alt') return isAlt(key, event);
  const pressed = event.key === ' ' ? 'Space' : event.key;
  if (pressed.toLowerCase() !== key.toLowerCase()) return false;
  if (modifier === 'Mod') return isMod(event) && event.shiftKey === withShift && !event.altKey;
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}
