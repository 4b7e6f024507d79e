import { useState } from 'react';
import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import { isOffered } from '../../app/commands/command.ts';
import { useCommands, useStores } from '../../app/context.ts';
import { settingsPages } from '../../app/layout-store.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import type { IconName } from '../../ui/Icon.tsx';
import type { View } from '../list/view.ts';

/** A line of the palette. */
export interface Entry {
  id: string;
  title: string;
  /** What kind of thing it is, or when it was. */
  hint?: string;
  keys?: readonly string[];
  icon: IconName;
  run: () => void;
}

/** All that is known without asking the library. What makes sense was asked when the palette opened. */
export function useEntries(): Entry[] {
  const { layout, list, sidebar } = useStores();
  const all = useCommands();
  const [commands] = useState(() => all.filter((command) => command.id !== 'palette' && isOffered(command)));
  const { folders, tags, trash } = sidebar.store.getState();
  const { t } = useLocale();
  const place = (id: string, title: string, hint: string, icon: IconName, view: View): Entry => ({
    id,
    title,
    hint,
    icon,
    run: () => {
      layout.show('list');
      void list.openView(view);
    },
  });
  return [
    ...commands.map(({ id, name, keys, run }): Entry => ({
      id,
      title: t.show(name),
      ...(keys && { keys }),
      icon: 'command',
      run,
    })),
    place('all', t('sidebar.all'), t('sidebar.label'), 'book', { kind: 'all' }),
    ...(trash > 0
      ? [place('inTrash', t('sidebar.trash'), t('sidebar.label'), 'trash', { kind: 'trash' })]
      : []),
    ...folders.map(({ id, name }) =>
      place(`folder ${id}`, name, t('palette.folder'), 'folder', { kind: 'folder', id }),
    ),
    ...tags.map(({ tag }) => place(`tag ${tag}`, tag, t('palette.tag'), 'tag', { kind: 'tag', tag })),
    ...settingsPages.map((page): Entry => ({
      id: `page ${page}`,
      title: t('palette.settingsPage', { page: t(`settings.${page}`) }),
      icon: 'settings',
      run: () => {
        layout.ask({ kind: 'settings', page });
      },
    })),
  ];
}

export function useMeetingEntries(rows: readonly MeetingRow[]): Entry[] {
  const { actions, toasts } = useStores();
  const { format } = useLocale();
  return rows.map(({ id, title, startedAt }) => ({
    id: `meeting ${id}`,
    title,
    hint: format.compact(startedAt),
    icon: 'page',
    run: () => void toasts.attempt('palette', () => actions.show(id)),
  }));
}
