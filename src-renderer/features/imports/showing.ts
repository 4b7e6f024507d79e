import { isTyping } from '../../app/is-typing.ts';
import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import type { List } from '../list/store.ts';
import { isExcluded } from '../list/view.ts';
import type { Toasts } from '../toasts/store.ts';

interface Dependencies {
  api: Api;
  list: List;
  toasts: Toasts;
  showMeeting: () => void;
}

/** Shows the meetings that imports became. */
export function createShowing({ api, list, toasts, showMeeting }: Dependencies) {
  async function open(meetingId: string): Promise<void> {
    const row = await api.meetings.get({ id: meetingId });
    const { view, text: searched } = list.store.getState();
    if (isExcluded(view, row) || searched !== '') {
      await list.openView({ kind: row.trashedAt === null ? 'all' : 'trash' });
    }
    list.arrive(row);
    list.reveal(meetingId);
    showMeeting();
  }
  return {
    open,
    /** What came in by itself takes nobody away from what is being typed. */
    async arrived(meetingId: string): Promise<void> {
      if (!isTyping()) {
        await open(meetingId);
        return;
      }
      const { title } = await api.meetings.get({ id: meetingId });
      toasts.done(text('imports.arrived', { title }));
    },
  };
}
export type Showing = ReturnType<typeof createShowing>;
