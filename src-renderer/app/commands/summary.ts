import { hasEnded, isOfSummary } from '../../features/queue/states.ts';
import { text } from '../../i18n/translate.ts';
import type { Stores } from '../create-stores.ts';
import { reach } from '../reach.ts';
import type { Command } from './command.ts';
import { liveMeeting } from './live-meeting.ts';

/** What can be done with the summary of the open meeting. */
export function summaryCommands(stores: Stores): Command[] {
  const { layout, queue, summaries, transcripts, words } = stores;
  const live = () => liveMeeting(stores) ?? '';
  const shown = () => {
    const { meetingId, shown: summary } = summaries.store.getState();
    return meetingId === live() ? summary : null;
  };
  const isWorking = () =>
    queue.store.getState().jobs.some((job) => job.meetingId === live() && isOfSummary(job) && !hasEnded(job));
  const isTranscribed = () => {
    const { meetingId, shown: transcript } = transcripts.store.getState();
    return meetingId === live() && transcript?.state === 'complete';
  };
  return [
    {
      id: 'summarize',
      name: text('commands.summarize'),
      where: 'transcript',
      isOffered: () => isTranscribed() && !isWorking(),
      run: () => {
        words.pick(live(), 'summary');
        layout.ask({ kind: 'summarize', meetingId: live() });
      },
    },
    {
      id: 'toSummary',
      name: text('commands.toSummary'),
      where: 'transcript',
      isOffered: () => shown() !== null,
      run: () => {
        words.pick(live(), 'summary');
        reach(layout, 'meeting', 'meeting-summary');
      },
    },
    {
      id: 'summaryDetails',
      name: text('summary.details'),
      where: 'transcript',
      isOffered: () => shown() !== null,
      run: () => {
        layout.ask({ kind: 'summaryDetails', summaryId: shown()?.id ?? '' });
      },
    },
  ];
}
