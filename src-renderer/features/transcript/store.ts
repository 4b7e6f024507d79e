import { createStore } from 'zustand';
import type { Job } from '../../../src-main/contract/jobs.ts';
import type {
  Guard,
  Proposal,
  Segment,
  Transcript,
  TranscribeOptions,
} from '../../../src-main/contract/transcripts.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';
import { readSegments, withSegments } from './segments.ts';

interface TranscriptState {
  meetingId: string | null;
  /** loading: what there is of this meeting is not known yet. */
  status: 'loading' | 'ready' | 'failed';
  /** All versions, the newest first. */
  versions: readonly Transcript[];
  /** The one that is read. */
  shown: Transcript | null;
  /** Of the one that is shown; null: not read yet. */
  segments: readonly Segment[] | null;
  guards: readonly Guard[];
  proposals: readonly Proposal[];
  isReviewing: boolean;
  /** Of the words that are selected with the mouse. */
  selection: { startMs: number; endMs: number } | null;
}

const nothing = {
  status: 'loading',
  versions: [],
  shown: null,
  segments: null,
  guards: [],
  proposals: [],
  isReviewing: false,
  selection: null,
} as const satisfies Partial<TranscriptState>;

const pick = (versions: readonly Transcript[]) =>
  versions.find(({ isChosen }) => isChosen) ?? versions[0] ?? null;

/** Whether its words must be read again. What a job adds, or a person changes, comes by itself. */
const isOther = (one: Transcript | null, other: Transcript | null) =>
  one?.id !== other?.id || (other?.state === 'complete' && one?.state !== 'complete');

/** The transcripts of the open meeting. */
export function createTranscripts(api: Api, toasts: Toasts, putJobs: (jobs: readonly Job[]) => void) {
  const store = createStore<TranscriptState>(() => ({ meetingId: null, ...nothing }));
  const { attempt } = toasts;
  let reading = new AbortController();

  async function readReview(id: string): Promise<void> {
    const [{ guards }, { proposals }] = await Promise.all([
      api.transcripts.guards({ id }),
      api.transcripts.proposals({ id }),
    ]);
    if (store.getState().shown?.id === id) store.setState({ guards, proposals });
  }
  /** Words, spans to look at and proposals of the one that is shown. */
  async function readShown(): Promise<void> {
    const { shown } = store.getState();
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    if (!shown) {
      store.setState({ segments: null, guards: [], proposals: [] });
      return;
    }
    await Promise.all([
      readSegments(api, shown.id, signal, (read) => {
        // What a job has added meanwhile is newer.
        store.setState(({ segments }) => ({ segments: withSegments(read, segments ?? []) }));
      }),
      readReview(shown.id),
    ]);
  }
  const unlessGone = (error: unknown) => {
    const { code } = wrapError(error);
    // After a loss the banner speaks, and all is read again.
    if (code === 'disconnected' || code === 'cancelled' || code === 'not_found') return;
    store.setState({ status: 'failed' });
  };

  function putVersions(versions: readonly Transcript[]): void {
    const before = store.getState().shown;
    const shown = pick(versions);
    const isOtherOne = before?.id !== shown?.id;
    store.setState({
      versions,
      shown,
      status: 'ready',
      ...(isOtherOne && { segments: null, guards: [], proposals: [], isReviewing: false }),
    });
    if (isOther(before, shown)) {
      if (!isOtherOne) store.setState({ segments: null });
      readShown().catch(unlessGone);
    } else if (shown && before?.openGuards !== shown.openGuards) readReview(shown.id).catch(unlessGone);
  }

  async function read(meetingId: string): Promise<void> {
    try {
      const { transcripts } = await api.transcripts.list({ meetingId });
      if (store.getState().meetingId === meetingId) putVersions(transcripts);
    } catch (error) {
      unlessGone(error);
    }
  }

  api.transcripts.changed(({ meetingId, transcripts }) => {
    if (meetingId === store.getState().meetingId) putVersions(transcripts);
  });
  api.edits.changed(({ meetingId, transcripts, segments, reviews }) => {
    if (meetingId !== store.getState().meetingId) return;
    putVersions(transcripts);
    const { shown, segments: before } = store.getState();
    const changed = segments.find(({ transcriptId }) => transcriptId === shown?.id);
    if (changed?.isAll) {
      store.setState({ segments: null });
      readShown().catch(unlessGone);
    } else if (changed && before) {
      const gone = new Set(changed.removed);
      const left = before.filter(({ id }) => !gone.has(id));
      store.setState({ segments: withSegments(left, changed.put) });
    }
    if (shown && reviews.includes(shown.id)) readReview(shown.id).catch(unlessGone);
  });
  api.transcripts.extended(({ id, segments }) => {
    const { shown, segments: before } = store.getState();
    if (id === shown?.id) store.setState({ segments: withSegments(before ?? [], segments) });
  });
  api.transcripts.proposed((proposal) => {
    const { shown, proposals } = store.getState();
    if (proposal.transcriptId !== shown?.id) return;
    store.setState({ proposals: [...proposals.filter(({ id }) => id !== proposal.id), proposal] });
  });

  const dropProposal = (id: string) => {
    store.setState(({ proposals }) => ({ proposals: proposals.filter((other) => other.id !== id) }));
  };
  const putGuard = (guard: Guard) => {
    store.setState(({ guards }) => ({
      guards: guards.map((other) => (other.id === guard.id ? guard : other)),
    }));
  };

  return {
    store,
    open(meetingId: string | null): void {
      if (meetingId === store.getState().meetingId) return;
      reading.abort();
      store.setState({ meetingId, ...nothing });
      if (meetingId !== null) void read(meetingId);
    },
    async reload(): Promise<void> {
      const { meetingId } = store.getState();
      if (meetingId === null) return;
      await read(meetingId);
      await readShown().catch(unlessGone);
    },
    start: (meetingIds: string[], options: TranscribeOptions) =>
      attempt('transcribe', async () => {
        putJobs((await api.transcripts.start({ meetingIds, ...options })).jobs);
      }),
    redo: (id: string, span: { startMs: number; endMs: number }, options: TranscribeOptions) =>
      attempt('redo', async () => {
        putJobs([(await api.transcripts.redo({ id, ...span, ...options })).job]);
      }),
    choose: (id: string) =>
      attempt('versions', async () => {
        putVersions((await api.transcripts.choose({ id })).transcripts);
      }),
    remove: (id: string) =>
      attempt('versions', async () => {
        putVersions((await api.transcripts.remove({ id })).transcripts);
      }),
    select(selection: TranscriptState['selection']): void {
      if (selection !== store.getState().selection) store.setState({ selection });
    },
    review(isReviewing: boolean): void {
      store.setState({ isReviewing });
    },
    settle: (guard: Guard, isSettled: boolean) =>
      attempt('review', async () => {
        putGuard({ ...guard, isSettled });
        putGuard(await api.transcripts.settleGuard({ id: guard.id, isSettled }));
      }),
    accept: (id: string) =>
      attempt('proposal', async () => {
        await api.transcripts.acceptProposal({ id });
        dropProposal(id);
      }),
    reject: (id: string) =>
      attempt('proposal', async () => {
        await api.transcripts.rejectProposal({ id });
        dropProposal(id);
      }),
    vocabulary: async (meetingId: string) => (await api.transcripts.vocabulary({ meetingId })).vocabulary,
    setVocabulary: (meetingId: string, vocabulary: string) =>
      attempt('vocabulary', () => api.transcripts.setVocabulary({ meetingId, vocabulary })),
  };
}

export type Transcripts = ReturnType<typeof createTranscripts>;
