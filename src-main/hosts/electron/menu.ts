import type { MenuItemConstructorOptions } from 'electron';

/** Roles alone: Electron knows their names, keys and what they do on each system. */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const roles = ['fileMenu', 'editMenu', 'viewMenu', 'windowMenu'] as const;
  const items = roles.map((role) => ({ role }));
  return platform === 'darwin' ? [{ role: 'appMenu' }, ...items] : items;
}
