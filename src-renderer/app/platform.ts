const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The key that shortcuts are made with, and how this system writes them. */
export const isMod = (event: { ctrlKey: boolean; metaKey: boolean }) =>
  isApple ? event.metaKey : event.ctrlKey;
export const modKey = (key: string) => (isApple ? `⌘${key}` : `Ctrl+${key}`);
