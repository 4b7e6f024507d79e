const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** In a tab of a browser the browser keeps some keys to itself; in Electron and in an app window it does not. */
const isTab = window.meetmemo === undefined && !matchMedia('(display-mode: standalone)').matches;

interface Keys {
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

/** For a new meeting, where Ctrl+N opens a window of the browser. It types nothing: ⌥N alone would, on a Mac. */
export const isTabNew = ({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Keys) =>
  altKey &&
  ctrlKey === isApple &&
  !metaKey &&
  !shiftKey &&
  (isApple ? code === 'KeyN' : key.toLowerCase() === 'n');
const tabNewKey = isApple ? '⌃⌥N' : 'Alt+N';

/** The shortcut for a new meeting that works where this window is. */
export const newMeetingKey = isTab ? tabNewKey : modKey('N');
