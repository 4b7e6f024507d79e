import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import { isSeen } from '../../ui/is-seen.ts';
import type { Toasts } from '../toasts/store.ts';

interface TellProposedParts {
  api: Pick<Api, 'meetings' | 'transcripts'>;
  toasts: Toasts;
  show(meetingId: string, proposal: { id: string; transcriptId: string }): Promise<unknown>;
}

/** Says it when a passage was done again and what came of it is not before the person's eyes. */
export function tellProposed({ api, toasts, show }: TellProposedParts): void {
  async function tell(id: string, transcriptId: string): Promise<void> {
    const { meetingId } = await api.transcripts.get({ id: transcriptId });
    const { title } = await api.meetings.get({ id: meetingId });
    if (isSeen(document.getElementById(`proposal-${id}`))) return;
    toasts.done(text('transcript.proposedIn', { title }), {
      text: text('transcript.showIt'),
      run: () => void show(meetingId, { id, transcriptId }),
    });
  }
  api.transcripts.proposed(({ id, transcriptId }) => {
    // A meeting that is gone meanwhile needs no word.
    tell(id, transcriptId).catch(() => undefined);
  });
}
