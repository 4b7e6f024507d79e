import { text } from '../../i18n/translate.ts';
import type { Stores } from '../create-stores.ts';
import type { Command } from './command.ts';

const themes = {
  light: 'commands.themeLight',
  dark: 'commands.themeDark',
  system: 'commands.themeSystem',
} as const;

/** What changes how the window looks, and what it tells of itself. */
export function viewCommands({ layout, settings }: Stores): Command[] {
  return [
    {
      id: 'palette',
      name: text('palette.title'),
      where: 'anywhere',
      keys: ['Mod+K'],
      // From within itself it would only open again.
      isOffered: () => layout.store.getState().dialog === null,
      run: () => {
        layout.ask({ kind: 'palette' });
      },
    },
    {
      id: 'settings',
      name: text('shortcuts.settings'),
      where: 'anywhere',
      keys: ['Mod+,'],
      run: () => {
        layout.ask({ kind: 'settings' });
      },
    },
    {
      id: 'sidebar',
      name: text('shortcuts.sidebar'),
      where: 'anywhere',
      keys: ['Mod+\\'],
      run: layout.toggleSidebar,
    },
    {
      id: 'shortcuts',
      name: text('shortcuts.title'),
      where: 'anywhere',
      keys: ['?'],
      run: () => {
        layout.ask({ kind: 'shortcuts' });
      },
    },
    {
      id: 'tour',
      name: text('settings.tour'),
      where: 'anywhere',
      run: () => {
        layout.ask({ kind: 'tour' });
      },
    },
    ...(['light', 'dark', 'system'] as const).map((theme): Command => ({
      id: `theme.${theme}`,
      name: text(themes[theme]),
      where: 'anywhere',
      isOffered: () => settings.store.getState().settings?.theme !== theme,
      run: () => void settings.update({ theme }),
    })),
  ];
}
