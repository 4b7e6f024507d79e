const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** In a tab of a browser the browser keeps some keys to itself; in Electron and in an app window it does not. */
const isTab = window.meetmemo === undefined && !matchMedia('(display-mode: standalone)').matches;

export interface Keys {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** The key that shortcuts are made with, and how this system writes them. */
export const isMod = (event: { ctrlKey: boolean; metaKey: boolean }) =>
  isApple ? event.metaKey : event.ctrlKey;
export const modKey = (key: string) => (isApple ? `⌘${key}` : `Ctrl+${key}`);

/** The same with Shift. */
export const modShiftKey = (key: string) => (isApple ? `⇧⌘${key}` : `Ctrl+⇧+${key}`);

/** Alt and a letter, for what a browser does by itself with Ctrl. It types nothing: ⌥ alone would, on a Mac. */
export const isAlt = (letter: string, { key, code, ctrlKey, metaKey, altKey: alt, shiftKey }: Keys) =>
  alt &&
  ctrlKey === isApple &&
  !metaKey &&
  !shiftKey &&
  (isApple ? code === `Key${letter}` : key.toUpperCase() === letter);
export const altKey = (letter: string) => (isApple ? `⌃⌥${letter}` : `Alt+${letter}`);

/** For a new meeting: in a tab Ctrl+N opens a window of the browser, so the other one is told of. */
export const newMeetingKeys = isTab ? (['Alt+N', 'Mod+N'] as const) : (['Mod+N', 'Alt+N'] as const);
export const newMeetingKey = isTab ? altKey('N') : modKey('N');
