import { text } from '../../i18n/translate.ts';
import type { Stores } from '../create-stores.ts';
import { reach } from '../reach.ts';
import type { Command } from './command.ts';

/** What can be done to the meetings that are selected in the list. */
export function listCommands({ actions, layout, list }: Stores): Command[] {
  const isTrash = () => list.store.getState().view.kind === 'trash';
  const selected = () => [...list.store.getState().selected];
  const isAnyLive = () => !isTrash() && selected().length > 0;
  const isAnyTrashed = () => isTrash() && selected().length > 0;
  return [
    {
      id: 'rename',
      name: text('shortcuts.rename'),
      where: 'list',
      keys: ['Enter', 'F2'],
      isOffered: () => !isTrash() && selected().length === 1,
      run: () => {
        layout.show('list');
        list.rename(list.store.getState().active);
      },
    },
    {
      id: 'open',
      name: text('shortcuts.open'),
      where: 'list',
      keys: ['ArrowRight'],
      isOffered: () => selected().length === 1,
      run: () => {
        const words = ['meeting-notes', 'meeting-transcript'].find((id) => document.getElementById(id));
        reach(layout, 'meeting', words ?? 'meeting-notes');
      },
    },
    {
      id: 'move',
      name: text('shortcuts.moveToFolder'),
      where: 'list',
      keys: ['m'],
      isOffered: isAnyLive,
      run: () => {
        reach(layout, 'meeting', 'meeting-folder', (element) => {
          // Where the list is no longer seen, the focus could not go back to it.
          if (document.getElementById('meeting-list')?.checkVisibility() !== true) element.focus();
          element.click();
        });
      },
    },
    {
      id: 'tag',
      name: text('meeting.addTag'),
      where: 'list',
      keys: ['t'],
      isOffered: isAnyLive,
      run: () => {
        reach(layout, 'meeting', 'meeting-tags');
      },
    },
    {
      id: 'trash',
      name: text('shortcuts.trash'),
      where: 'list',
      keys: ['Delete', 'Backspace'],
      isOffered: isAnyLive,
      run: () => void actions.trash(selected()),
    },
    {
      id: 'restore',
      name: text('meeting.restore'),
      where: 'list',
      isOffered: isAnyTrashed,
      run: () => void actions.restore(selected()),
    },
    {
      id: 'purge',
      name: text('meeting.purge'),
      where: 'list',
      otherKeys: ['Delete', 'Backspace'],
      isOffered: isAnyTrashed,
      run: () => {
        layout.ask({ kind: 'purge', ids: selected() });
      },
    },
    {
      id: 'selectAll',
      name: text('shortcuts.all'),
      where: 'list',
      keys: ['Mod+A'],
      run: () => void list.selectAll(),
    },
  ];
}
