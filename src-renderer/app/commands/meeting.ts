import { clock } from '../../features/player/clock.ts';
import { timeNow } from '../../features/notes/time-now.ts';
import { insertTime, mark } from '../../features/notes/typing.ts';
import { hasEnded } from '../../features/queue/states.ts';
import { text } from '../../i18n/translate.ts';
import type { Stores } from '../create-stores.ts';
import { reach } from '../reach.ts';
import type { Command } from './command.ts';

const notesField = () => {
  const { activeElement } = document;
  return activeElement instanceof HTMLTextAreaElement && activeElement.id === 'meeting-notes'
    ? activeElement
    : null;
};

/** What can be done with the words of the open meeting: those that were said, and those that were written. */
export function meetingCommands(stores: Stores): Command[] {
  const { layout, open, queue, sounds, transcripts, words } = stores;
  /** The open one, unless it is on its way out. */
  const live = () => {
    const { id, meeting, status } = open.store.getState();
    return status === 'ready' && meeting?.id === id && meeting.trashedAt === null ? meeting.id : null;
  };
  const shown = () => {
    const { meetingId, shown: transcript } = transcripts.store.getState();
    return meetingId === live() ? transcript : null;
  };
  const isWorking = () =>
    queue.store.getState().jobs.some((job) => job.meetingId === live() && !hasEnded(job));
  const hasSound = () => sounds.get(live() ?? '')?.audio?.state === 'ready';
  const pick = (tab: 'transcript' | 'notes') => {
    words.pick(live() ?? '', tab);
    reach(layout, 'meeting', `meeting-${tab}`);
  };
  const format = (id: string, name: Command['name'], key: string, marker: string): Command => ({
    id,
    name,
    where: 'notes',
    keys: [key],
    isOffered: () => notesField()?.readOnly === false,
    run: () => {
      const field = notesField();
      if (field) mark(field, marker);
    },
  });
  return [
    {
      id: 'transcribe',
      name: text('commands.transcribe'),
      where: 'anywhere',
      isOffered: () => hasSound() && !isWorking(),
      run: () => {
        layout.ask({ kind: 'transcribe', meetingId: live() ?? '' });
      },
    },
    {
      id: 'review',
      name: text('transcript.review'),
      where: 'anywhere',
      isOffered: () => shown() !== null && transcripts.store.getState().guards.length > 0,
      run: () => {
        pick('transcript');
        transcripts.review(true);
      },
    },
    {
      id: 'transcriptDetails',
      name: text('transcript.details'),
      where: 'anywhere',
      isOffered: () => shown() !== null,
      run: () => {
        layout.ask({ kind: 'transcriptDetails', transcriptId: shown()?.id ?? '' });
      },
    },
    {
      id: 'removeTranscript',
      name: text('transcript.removeAsk'),
      where: 'anywhere',
      isOffered: () => shown() !== null && !isWorking(),
      run: () => {
        layout.ask({ kind: 'removeTranscript', transcriptId: shown()?.id ?? '' });
      },
    },
    {
      id: 'toTranscript',
      name: text('commands.toTranscript'),
      where: 'anywhere',
      isOffered: () => shown() !== null,
      run: () => {
        pick('transcript');
      },
    },
    {
      id: 'toNotes',
      name: text('commands.toNotes'),
      where: 'notes',
      isOffered: () => live() !== null,
      run: () => {
        pick('notes');
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
        pick('notes');
      },
    },
    {
      id: 'notesBeside',
      name: text('notes.beside'),
      where: 'notes',
      isOffered: () => shown() !== null,
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
        const id = live() ?? '';
        words.pick(id, 'notes');
        words.setReading(false);
        reach(layout, 'meeting', 'meeting-notes', (field) => {
          if (field instanceof HTMLTextAreaElement) insertTime(field, clock(timeNow(stores, id) ?? 0));
        });
      },
    },
    format('bold', text('notes.bold'), 'Mod+B', '**'),
    format('italic', text('notes.italic'), 'Mod+I', '*'),
  ];
}
