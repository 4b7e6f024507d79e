import { createStore } from 'zustand';
import type { Job } from '../../../src-main/contract/jobs.ts';
import type { SummarizeOptions, Summary } from '../../../src-main/contract/summaries.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';
import { createDrafts } from './drafts.ts';

interface SummaryState {
  meetingId: string | null;
  /** loading: what there is of this meeting is not known yet. */
  status: 'loading' | 'ready' | 'failed';
  /** All versions, the newest first. */
  versions: readonly Summary[];
  shown: Summary | null;
  /** What a model has written so far of the one that is being made. */
  words: string;
}

const nothing = { status: 'loading', versions: [], shown: null, words: '' } as const;

/** The summaries of the open meeting. */
export function createSummaries(api: Api, toasts: Toasts, putJobs: (jobs: readonly Job[]) => void) {
  const store = createStore<SummaryState>(() => ({ meetingId: null, ...nothing }));
  const { attempt } = toasts;
  const isOpen = (meetingId: string) => meetingId === store.getState().meetingId;
  const drafts = createDrafts(
    api,
    toasts,
    (id) => store.getState().versions.find((one) => one.id === id)?.content,
  );

  function put(meetingId: string, versions: readonly Summary[]): void {
    if (!isOpen(meetingId)) return;
    const shown = versions.find(({ isChosen }) => isChosen) ?? null;
    store.setState({ versions, shown, status: 'ready', words: '' });
  }
  async function read(meetingId: string): Promise<void> {
    try {
      put(meetingId, (await api.summaries.list({ meetingId })).summaries);
    } catch (error) {
      const { code } = wrapError(error);
      // After a loss the banner speaks, and all is read again.
      if (code !== 'disconnected' && code !== 'not_found' && isOpen(meetingId))
        store.setState({ status: 'failed' });
    }
  }
  async function changed(work: (meetingId: string) => Promise<{ summaries: readonly Summary[] }>) {
    const { meetingId } = store.getState();
    if (meetingId !== null) put(meetingId, (await work(meetingId)).summaries);
  }

  api.summaries.changed(({ meetingId, summaries }) => {
    put(meetingId, summaries);
  });
  api.summaries.progressed(({ meetingId, text }) => {
    if (isOpen(meetingId)) store.setState({ words: text });
  });

  return {
    store,
    drafts,
    open(meetingId: string | null): void {
      if (meetingId === store.getState().meetingId) return;
      void drafts.leave();
      store.setState({ meetingId, ...nothing });
      if (meetingId !== null) void read(meetingId);
    },
    async reload(): Promise<void> {
      const { meetingId } = store.getState();
      await drafts.flush();
      if (meetingId !== null) await read(meetingId);
    },
    start: (meetingIds: string[], options: SummarizeOptions = {}) =>
      attempt('summarize', async () => {
        putJobs((await api.summaries.start({ meetingIds, ...options })).jobs);
      }),
    choose: (id: string) => attempt('summaries', () => changed(() => api.summaries.choose({ id }))),
    remove: (id: string) => attempt('summaries', () => changed(() => api.summaries.remove({ id }))),
  };
}

export type Summaries = ReturnType<typeof createSummaries>;
