import { hasEnded, isOfSpeech } from '../../features/queue/states.ts';
import { text } from '../../i18n/translate.ts';
import type { Stores } from '../create-stores.ts';
import { isTyping } from '../is-typing.ts';
import { reach } from '../reach.ts';
import type { Command } from './command.ts';
import { liveMeeting } from './live-meeting.ts';

const isIn = (area: string) => document.activeElement?.closest(area) != null;
/** As after a reload: the meeting that is open is meant. */
const isNowhere = () => document.activeElement === document.body;

/** What can be done with what was said in the open meeting. */
export function transcriptCommands(stores: Stores): Command[] {
  const { editing, find, layout, names, queue, sounds, speakers, toasts, transcripts, words } = stores;
  const live = () => liveMeeting(stores) ?? '';
  const shown = () => {
    const { meetingId, shown: transcript } = transcripts.store.getState();
    return meetingId === live() ? transcript : null;
  };
  const isShown = () => shown() !== null;
  const isWorking = () =>
    queue.store.getState().jobs.some((job) => job.meetingId === live() && isOfSpeech(job) && !hasEnded(job));
  const transcriptId = () => shown()?.id ?? '';
  const toWords = () => {
    words.pick(live(), 'transcript');
    reach(layout, 'meeting', 'meeting-transcript');
  };
  /** Among the words of a meeting or its speakers, undo means these; elsewhere, what the notices told of, if anything. */
  const isAmongWords = () => {
    if (isIn('.edit-field')) return true;
    return (
      !isTyping() && (isIn('.words, .speakers') || ((isIn('.meeting') || isNowhere()) && !toasts.canUndo))
    );
  };
  return [
    {
      id: 'find',
      name: text('commands.find'),
      where: 'transcript',
      keys: ['Mod+F'],
      isOffered: isShown,
      isNear: () => isIn('.meeting') || isNowhere(),
      run: () => {
        words.pick(live(), 'transcript');
        find.open();
        reach(layout, 'meeting', 'find-text');
      },
    },
    {
      id: 'undoEdit',
      name: text('commands.undoEdit'),
      where: 'transcript',
      keys: ['Mod+Z'],
      isOffered: isShown,
      isNear: isAmongWords,
      run: () => void editing.undo(),
    },
    {
      id: 'redoEdit',
      name: text('commands.redoEdit'),
      where: 'transcript',
      keys: ['Mod+Y', 'Mod+Shift+Z'],
      isOffered: isShown,
      isNear: isAmongWords,
      run: () => void editing.redo(),
    },
    {
      id: 'edit',
      name: text('commands.edit'),
      where: 'transcript',
      isOffered: isShown,
      run: () => {
        toWords();
        editing.begin();
      },
    },
    {
      id: 'transcribe',
      name: text('commands.transcribe'),
      where: 'transcript',
      isOffered: () => sounds.get(live())?.audio?.state === 'ready' && !isWorking(),
      run: () => {
        layout.ask({ kind: 'transcribe', meetingId: live() });
      },
    },
    {
      id: 'toTranscript',
      name: text('commands.toTranscript'),
      where: 'transcript',
      isOffered: isShown,
      run: toWords,
    },
    {
      id: 'review',
      name: text('commands.review'),
      where: 'transcript',
      isOffered: isShown,
      run: () => {
        toWords();
        transcripts.review(true);
      },
    },
    {
      id: 'suggestNames',
      name: text('commands.suggestNames'),
      where: 'transcript',
      isOffered: () =>
        shown()?.state === 'complete' && speakers.store.getState().speakers.some(({ name }) => name === ''),
      run: () => {
        layout.show('meeting');
        void names.suggest(live());
      },
    },
    {
      id: 'compare',
      name: text('versions.compare'),
      where: 'transcript',
      isOffered: () => isShown() && transcripts.store.getState().versions.length > 1,
      run: () => {
        layout.ask({ kind: 'compare', meetingId: live() });
      },
    },
    {
      id: 'history',
      name: text('commands.history'),
      where: 'transcript',
      isOffered: isShown,
      run: () => {
        layout.ask({ kind: 'history', meetingId: live() });
      },
    },
    {
      id: 'transcriptDetails',
      name: text('transcript.details'),
      where: 'transcript',
      isOffered: isShown,
      run: () => {
        layout.ask({ kind: 'transcriptDetails', transcriptId: transcriptId() });
      },
    },
    {
      id: 'removeTranscript',
      name: text('transcript.removeAsk'),
      where: 'transcript',
      isOffered: () => isShown() && !isWorking(),
      run: () => {
        layout.ask({ kind: 'removeTranscript', transcriptId: transcriptId() });
      },
    },
  ];
}
