import { timeNow } from '../../features/notes/time-now.ts';
import { insertTime, mark } from '../../features/notes/typing.ts';
import { clock } from '../../features/player/clock.ts';
import { text } from '../../i18n/translate.ts';
import type { Stores } from '../create-stores.ts';
import { reach } from '../reach.ts';
import type { Command } from './command.ts';
import { liveMeeting } from './live-meeting.ts';

const fieldInUse = () => {
  const { activeElement } = document;
  const isNotes = activeElement instanceof HTMLTextAreaElement && activeElement.id === 'meeting-notes';
  return isNotes && !activeElement.readOnly ? activeElement : null;
};

/** What can be done with what was written about the open meeting. */
export function notesCommands(stores: Stores): Command[] {
  const { layout, transcripts, words } = stores;
  const live = () => liveMeeting(stores);
  const toNotes = (act?: (element: HTMLElement) => void) => {
    words.pick(live() ?? '', 'notes');
    reach(layout, 'meeting', 'meeting-notes', act);
  };
  const format = (id: 'bold' | 'italic', key: string, marker: string): Command => ({
    id,
    name: text(`notes.${id}`),
    where: 'notes',
    keys: [key],
    isOffered: () => fieldInUse() !== null,
    run: () => {
      const field = fieldInUse();
      if (field) mark(field, marker);
    },
  });
  return [
    {
      id: 'toNotes',
      name: text('commands.toNotes'),
      where: 'notes',
      isOffered: () => live() !== null,
      run: () => {
        toNotes();
      },
    },
    {
      id: 'readNotes',
      name: text('notes.readOrWrite'),
      where: 'notes',
      keys: ['Mod+E'],
      isOffered: () => live() !== null,
      run: () => {
        words.setReading(!words.store.getState().isReading);
        toNotes();
      },
    },
    {
      id: 'notesBeside',
      name: text('notes.beside'),
      where: 'notes',
      isOffered: () => live() !== null && transcripts.store.getState().shown !== null,
      run: () => {
        words.setBeside(!words.store.getState().isBeside);
      },
    },
    {
      id: 'insertTime',
      name: text('notes.insertTime'),
      where: 'notes',
      keys: ['Alt+T'],
      isOffered: () => timeNow(stores, live() ?? '') !== null,
      run: () => {
        const ms = timeNow(stores, live() ?? '') ?? 0;
        words.setReading(false);
        toNotes((field) => {
          if (field instanceof HTMLTextAreaElement) insertTime(field, clock(ms));
        });
      },
    },
    format('bold', 'Mod+B', '**'),
    format('italic', 'Mod+I', '*'),
  ];
}
