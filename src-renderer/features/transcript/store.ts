import { createStore } from 'zustand';
import type { Changed, EditKind } from '../../../src-main/contract/edits.ts';
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
import { inBatches } from '../meetings/in-batches.ts';
import type { Toasts } from '../toasts/store.ts';
import { shownOf } from '../versions/beside.ts';
import type { Look, Selection } from './places.ts';
import type { ReviewItem } from './review-items.ts';
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
  /** Of the proposals, the one that is to be brought into sight. */
  wanted: string | null;
  isReviewing: boolean;
  /** Of the places to check, the one that was looked at last. */
  reviewed: ReviewItem | null;
  selection: Selection | null;
  /** What would be undone and redone next. */
  undo: EditKind | null;
  redo: EditKind | null;
  /** What is to be brought into sight and marked. */
  looked: Look | null;
  /** What is spoken is kept in sight, until the person scrolls away. */
  isFollowing: boolean;
}

const nothing = {
  status: 'loading',
  versions: [],
  shown: null,
  segments: null,
  guards: [],
  proposals: [],
  wanted: null,
  isReviewing: false,
  reviewed: null,
  selection: null,
  undo: null,
  redo: null,
  looked: null,
  isFollowing: true,
} as const satisfies Partial<TranscriptState>;

/** Whether its words must be read again. What a job adds, or a person changes, comes by itself. */
const isOther = (one: Transcript | null, other: Transcript | null) =>
  one?.id !== other?.id || (other?.state === 'complete' && one?.state !== 'complete');

/** The transcripts of the open meeting. */
export function createTranscripts(api: Api, toasts: Toasts, putJobs: (jobs: readonly Job[]) => void) {
  const store = createStore<TranscriptState>(() => ({ meetingId: null, ...nothing }));
  const { attempt } = toasts;
  let reading = new AbortController();
  let isReading = false;
  /** Of the one that is shown, told while it is read. */
  let added: Segment[] = [];

  async function readReview(id: string): Promise<void> {
    const [{ guards }, { proposals }] = await Promise.all([
      api.transcripts.guards({ id }),
      api.transcripts.proposals({ id }),
    ]);
    if (store.getState().shown?.id === id) store.setState({ guards, proposals });
  }
  /** Words, spans to look at and proposals of the one that is shown. */
  async function readShown(): Promise<void> {
    const { shown, segments: before } = store.getState();
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    isReading = shown !== null;
    if (!shown) {
      store.setState({ segments: null, guards: [], proposals: [] });
      return;
    }
    added = [];
    let all: readonly Segment[] = [];
    // What a job has added meanwhile is newer.
    const put = () => {
      store.setState({ segments: withSegments(all, added) });
    };
    await Promise.all([
      readSegments(api, shown.id, signal, (read) => {
        all = [...all, ...read];
        // What is there already stays in sight until all is known.
        if (before === null) put();
      }).then(() => {
        if (signal.aborted) return;
        isReading = false;
        put();
      }),
      readReview(shown.id),
    ]);
  }
  async function readSteps(meetingId: string): Promise<void> {
    const { undo, redo } = await api.edits.history({ meetingId, limit: 1 });
    if (meetingId === store.getState().meetingId) store.setState({ undo, redo });
  }
  const unlessGone = (error: unknown) => {
    const { code } = wrapError(error);
    // After a loss the banner speaks, and all is read again.
    if (code === 'disconnected' || code === 'cancelled' || code === 'not_found') return;
    store.setState({ status: 'failed' });
  };

  function putVersions(versions: readonly Transcript[]): void {
    const before = store.getState().shown;
    const shown = shownOf(versions);
    const isOtherOne = before?.id !== shown?.id;
    store.setState({
      versions,
      shown,
      status: 'ready',
      ...(isOtherOne && { segments: null, guards: [], proposals: [], isReviewing: false }),
    });
    // Each version has its own steps.
    if (before && shown && isOtherOne) readSteps(shown.meetingId).catch(unlessGone);
    if (isOther(before, shown)) {
      if (!isOtherOne) store.setState({ segments: null });
      readShown().catch(unlessGone);
    } else if (shown && before?.openGuards !== shown.openGuards) readReview(shown.id).catch(unlessGone);
  }

  /** Unless the person has gone on to another meeting. */
  async function putChanged(change: Promise<{ transcripts: readonly Transcript[] }>): Promise<void> {
    const { meetingId } = store.getState();
    const { transcripts } = await change;
    if (store.getState().meetingId === meetingId) putVersions(transcripts);
  }

  async function read(meetingId: string): Promise<void> {
    try {
      const [{ transcripts }] = await Promise.all([
        api.transcripts.list({ meetingId }),
        readSteps(meetingId),
      ]);
      if (store.getState().meetingId === meetingId) putVersions(transcripts);
    } catch (error) {
      unlessGone(error);
    }
  }

  api.transcripts.changed(({ meetingId, transcripts }) => {
    if (meetingId === store.getState().meetingId) putVersions(transcripts);
  });
  api.transcripts.extended(({ id, segments }) => {
    const { shown, segments: before } = store.getState();
    if (id !== shown?.id) return;
    added.push(...segments);
    store.setState({ segments: withSegments(before ?? [], segments) });
  });
  /** Told to all windows, and to the one that asked for it as the answer: whichever comes first. */
  function apply({ meetingId, segments: parts, transcripts, reviews, undo, redo }: Changed): void {
    const { shown, segments, meetingId: open } = store.getState();
    if (meetingId !== open) return;
    store.setState({ undo, redo });
    const part = parts.find(({ transcriptId }) => transcriptId === shown?.id);
    const isKnown = !isReading && !part?.isAll;
    if (part && isKnown)
      store.setState({
        segments: withSegments(segments ?? [], part.put, part.removed),
        shown: transcripts.find(({ id }) => id === shown?.id) ?? shown,
      });
    putVersions(transcripts);
    if (part && !isKnown) readShown().catch(unlessGone);
    else if (shown && reviews.includes(shown.id)) readReview(shown.id).catch(unlessGone);
  }
  api.edits.changed(apply);
  api.transcripts.proposed((proposal) => {
    const { shown, proposals } = store.getState();
    if (proposal.transcriptId !== shown?.id) return;
    store.setState({ proposals: [...proposals.filter(({ id }) => id !== proposal.id), proposal] });
  });

  /** Whoever has chosen stands where it is about. */
  const dropProposal = (proposal: Proposal | undefined) => {
    const { proposals, segments, shown } = store.getState();
    if (!proposal || proposal.transcriptId !== shown?.id) return;
    const segment = segments?.find((own) => own.startMs + own.endMs >= 2 * proposal.startMs);
    store.setState({
      proposals: proposals.filter(({ id }) => id !== proposal.id),
      ...(segment && { looked: { segmentId: segment.id, start: 0, end: Infinity } }),
    });
  };
  const proposalOf = (id: string) => store.getState().proposals.find((own) => own.id === id);
  const putGuard = (guard: Guard) => {
    store.setState(({ guards }) => ({
      guards: guards.map((other) => (other.id === guard.id ? guard : other)),
    }));
  };

  return {
    store,
    apply,
    follow(isFollowing: boolean): void {
      if (isFollowing !== store.getState().isFollowing) store.setState({ isFollowing });
    },
    look(looked: Look | null): void {
      store.setState({ looked: looked && { ...looked } });
    },
    want(wanted: string | null): void {
      store.setState({ wanted });
    },
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
        await inBatches(meetingIds, async (batch) => {
          putJobs((await api.transcripts.start({ meetingIds: batch, ...options })).jobs);
        });
      }),
    redo: (id: string, span: { startMs: number; endMs: number }, options: TranscribeOptions) =>
      attempt('redo', async () => {
        putJobs([(await api.transcripts.redo({ id, ...span, ...options })).job]);
      }),
    choose: (id: string) =>
      attempt('versions', async () => {
        await putChanged(api.transcripts.choose({ id }));
      }),
    remove: (id: string) =>
      attempt('versions', async () => {
        await putChanged(api.transcripts.remove({ id }));
      }),
    select(selection: Selection | null): void {
      if (selection !== store.getState().selection) store.setState({ selection });
    },
    review(isReviewing: boolean): void {
      store.setState({ isReviewing, ...(!isReviewing && { looked: null }) });
    },
    reviewAt(reviewed: ReviewItem, looked: Look | null): void {
      store.setState({ reviewed, looked });
    },
    settle: (guard: Guard, isSettled: boolean) =>
      attempt('review', async () => {
        putGuard({ ...guard, isSettled });
        putGuard(await api.transcripts.settleGuard({ id: guard.id, isSettled }));
      }),
    accept: (id: string) =>
      attempt('proposal', async () => {
        const proposal = proposalOf(id);
        await api.transcripts.acceptProposal({ id });
        dropProposal(proposal);
      }),
    reject: (id: string) =>
      attempt('proposal', async () => {
        const proposal = proposalOf(id);
        await api.transcripts.rejectProposal({ id });
        dropProposal(proposal);
      }),
    usualModel: async (meetingId: string) => (await api.transcripts.usualModel({ meetingId })).modelId,
    vocabulary: async (meetingId: string) => (await api.transcripts.vocabulary({ meetingId })).vocabulary,
    setVocabulary: (meetingId: string, vocabulary: string) =>
      attempt('vocabulary', () => api.transcripts.setVocabulary({ meetingId, vocabulary })),
  };
}

export type Transcripts = ReturnType<typeof createTranscripts>;
