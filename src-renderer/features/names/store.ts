import { createStore } from 'zustand';
import type { Changed } from '../../../src-main/contract/edits.ts';
import type { Job } from '../../../src-main/contract/jobs.ts';
import type { NameProposal } from '../../../src-main/contract/names.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';

interface NamesState {
  meetingId: string | null;
  proposals: readonly NameProposal[];
  /** They are to be seen, or that there are none. */
  isOpen: boolean;
  /** Somebody has asked here, and what is found is not known yet. */
  isAsked: boolean;
}

const nothing = { proposals: [], isOpen: false, isAsked: false };

interface NamesParts {
  api: Api;
  toasts: Toasts;
  putJobs(jobs: readonly Job[]): void;
  /** Takes what a change brought to all who show it. */
  apply(changed: Changed): void;
}

/** The names that are proposed for the speakers of the open meeting. */
export function createNames({ api, toasts, putJobs, apply }: NamesParts) {
  const store = createStore<NamesState>(() => ({ meetingId: null, ...nothing }));
  const isShown = (meetingId: string) => meetingId === store.getState().meetingId;

  async function read(meetingId: string): Promise<void> {
    try {
      const { proposals } = await api.names.list({ meetingId });
      if (isShown(meetingId)) store.setState({ proposals });
    } catch (error) {
      const { code } = wrapError(error);
      // A meeting that is gone says so itself, and after a loss all is read again.
      if (code !== 'not_found' && code !== 'disconnected') toasts.failed(error, 'names');
    }
  }
  api.names.changed(({ meetingId, proposals }) => {
    if (!isShown(meetingId)) return;
    const { isOpen, isAsked } = store.getState();
    // What was decided last leaves nothing to be seen.
    store.setState({ proposals, isOpen: isAsked || (isOpen && proposals.length > 0), isAsked: false });
  });

  return {
    store,
    open(meetingId: string | null): void {
      if (meetingId === store.getState().meetingId) return;
      store.setState({ meetingId, ...nothing });
      if (meetingId !== null) void read(meetingId);
    },
    async reload(): Promise<void> {
      const { meetingId } = store.getState();
      if (meetingId !== null) await read(meetingId);
    },
    show(isOpen: boolean): void {
      store.setState({ isOpen });
    },
    async suggest(meetingId: string): Promise<void> {
      store.setState({ isAsked: true, isOpen: false });
      const isBegun = await toasts.attempt('names', async () => {
        putJobs([(await api.names.start({ meetingId })).job]);
      });
      if (!isBegun) store.setState({ isAsked: false });
    },
    accept: (id: string) =>
      toasts.attempt('names', async () => {
        apply(await api.names.accept({ id }));
      }),
    reject: (id: string) =>
      toasts.attempt('names', async () => {
        const { meetingId } = store.getState();
        const { proposals } = await api.names.reject({ id });
        if (meetingId !== null && isShown(meetingId)) store.setState({ proposals });
      }),
  };
}

export type Names = ReturnType<typeof createNames>;
