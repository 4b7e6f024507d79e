import { text } from '../../i18n/translate.ts';
import type { Stores } from '../create-stores.ts';
import type { Command } from './command.ts';
import { liveMeeting } from './live-meeting.ts';

/** The meetings that are selected in the list, or the open one, as files. */
export function exportCommands(stores: Stores): Command[] {
  const { layout, list } = stores;
  const meetingIds = () => {
    const { selected, view } = list.store.getState();
    if (view.kind !== 'trash' && selected.size > 0) return [...selected];
    return [liveMeeting(stores)].filter((id) => id !== null);
  };
  return [
    {
      id: 'export',
      name: text('exports.ask'),
      where: 'anywhere',
      keys: ['Mod+Shift+E'],
      isOffered: () => meetingIds().length > 0,
      run: () => {
        layout.ask({ kind: 'export', meetingIds: meetingIds() });
      },
    },
  ];
}
