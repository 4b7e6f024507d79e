import { createStore } from 'zustand';
import { isBlank } from '../../../src-main/contract/common.ts';
import type { Changed } from '../../../src-main/contract/edits.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import { holdKeys, replayKeys } from '../../app/held-keys.ts';
import type { Api } from '../../api.ts';
import { text as say } from '../../i18n/translate.ts';
import type { Toasts } from '../toasts/store.ts';
import { firstSeen, type Place, type SelectedPart } from '../transcript/places.ts';
import type { Transcripts } from '../transcript/store.ts';
import { boundaryMs } from './boundary.ts';
import { changedPlace, placeAfterLoss } from './changed-place.ts';
import { createDrafts, type Conflict, type DraftsState } from './drafts.ts';

/** Where the caret is, or the text that is selected with it. */
interface Caret {
  segmentId: string;
  start: number;
  end: number;
  /** Counts up, so that the same place can be asked for again. */
  turn: number;
}

interface EditingState extends DraftsState {
  at: Caret | null;
}

/** Writing in the transcript that is shown. Whatever was typed is stored before anything else is done. */
export function createEditing(api: Api, toasts: Toasts, transcripts: Transcripts) {
  const store = createStore<EditingState>(() => ({ at: null, status: 'saved', conflicts: [] }));
  let turn = 0;
  /** Where the caret was last, once it was moved from where it was put. */
  let last: Caret | null = null;

  const drafts = createDrafts({
    save: async (id, before, text) => {
      transcripts.apply(await api.edits.setText({ id, before, text }));
    },
    isHeld: (id, text) => isBlank(text) && store.getState().at?.segmentId === id,
    changed: (state) => {
      if (state.status === 'saved') toasts.succeeded('typing');
      store.setState(state);
    },
    gone: (text) => {
      if (!isBlank(text)) toasts.rescue(text.trim(), say('edit.rescued'));
    },
    failed: (error) => {
      // After a loss the banner speaks, and all is sent again.
      if (wrapError(error).code !== 'disconnected') toasts.failed(error, 'typing');
    },
  });
  /** Whether all that was typed in the meeting that is shown is stored now. */
  const flush = () => drafts.flush(transcripts.store.getState().meetingId ?? undefined);
  const segments = () => transcripts.store.getState().segments ?? [];
  const segmentOf = (id: string) => segments().find((segment) => segment.id === id);
  const neighbour = (id: string, by: 1 | -1) =>
    segments()[segments().findIndex((segment) => segment.id === id) + by];

  /** Puts the caret there, in the offsets of the segment's text. */
  function enter({ segmentId, offset }: Place, end = offset): void {
    turn += 1;
    store.setState({ at: { segmentId, start: offset, end, turn } });
    // What was left blank in the one before is removed now.
    void drafts.flush();
  }
  function leave(): void {
    if (store.getState().at === null) return;
    store.setState({ at: null });
    void drafts.flush();
  }
  /** Does a step, once all that was typed is stored. Whether it was done. */
  const step = (run: () => Promise<Changed>): Promise<Changed | null> => {
    let changed: Changed | null = null;
    const work = async () => {
      if (!(await flush())) return;
      changed = await run();
      transcripts.apply(changed);
    };
    return toasts.attempt('edit', work).then(() => changed);
  };
  let working: Promise<void> = Promise.resolve();
  let steps = 0;
  /** One after another; what is typed while they are on their way goes where the caret is after them. */
  function whileHeld(work: () => Promise<void>, isWriting = store.getState().at !== null): Promise<void> {
    if (!isWriting) return (working = working.then(work));
    holdKeys();
    steps += 1;
    return (working = working.then(work).finally(() => {
      steps -= 1;
      if (steps === 0) replayKeys();
    }));
  }
  async function inLog(way: 'undo' | 'redo'): Promise<void> {
    const { meetingId } = transcripts.store.getState();
    if (meetingId === null || !(await flush())) return;
    if (transcripts.store.getState()[way] === null) {
      toasts.done(say('done.nothingToUndo'));
      return;
    }
    const before = segments();
    const changed = await step(() => api.edits[way]({ meetingId }));
    const { shown } = transcripts.store.getState();
    const part = changed?.segments.find(({ transcriptId }) => transcriptId === shown?.id);
    const place = changedPlace(before, part, segments());
    if (!place) return;
    if (store.getState().at) enter(place);
    else transcripts.look({ segmentId: place.segmentId, start: 0, end: Infinity });
  }

  const join = (segmentId: string) =>
    whileHeld(async () => {
      if (!(await flush())) return;
      const before = neighbour(segmentId, -1);
      if (before && (await step(() => api.edits.join({ id: segmentId }))))
        enter({ segmentId: before.id, offset: before.text.length });
    });

  // What is written in may go by another window: one goes on beside it, or no longer.
  transcripts.store.subscribe(({ segments: now }, { segments: before }) => {
    const { at } = store.getState();
    if (!at || !now || now === before || now.some(({ id }) => id === at.segmentId)) return;
    const gone = before?.find(({ id }) => id === at.segmentId);
    const place = gone && placeAfterLoss(gone, before ?? [], now);
    if (place) enter(place);
    else leave();
  });

  return {
    store,
    enter,
    leave,
    flush,
    /** At what is selected, else what is looked at in a review, else what is in sight. */
    begin(): void {
      const { selection, segments: all, looked, isReviewing } = transcripts.store.getState();
      if (isReviewing && looked && !selection) {
        enter({ segmentId: looked.segmentId, offset: looked.start }, looked.end);
        return;
      }
      const reader = document.getElementById('meeting-transcript');
      const first = selection?.from.segmentId ?? (reader && firstSeen(reader)) ?? all?.[0]?.id;
      if (first !== undefined) enter(selection?.from ?? { segmentId: first, offset: 0 });
    },
    caretAt: (at: Caret) => (last?.turn === at.turn ? last : at),
    keepCaret(caret: Caret): void {
      last = caret;
    },
    draftOf: drafts.textOf,
    type(segmentId: string, text: string): void {
      const segment = segmentOf(segmentId);
      const { meetingId } = transcripts.store.getState();
      if (segment && meetingId !== null) drafts.type({ meetingId, segmentId, stored: segment.text }, text);
    },
    undo: () => whileHeld(() => inLog('undo')),
    redo: () => whileHeld(() => inLog('redo')),
    split: ({ segmentId, offset }: Place) =>
      whileHeld(async () => {
        if (!(await step(() => api.edits.split({ id: segmentId, at: offset })))) return;
        const next = neighbour(segmentId, 1);
        if (next) enter({ segmentId: next.id, offset: 0 });
      }),
    /** With the one before it; the caret stays between what were two. */
    join,
    joinNext(segmentId: string): Promise<void> {
      const next = neighbour(segmentId, 1);
      return next ? join(next.id) : Promise.resolve();
    },
    /** One word from the segment before (back) or to it (on). */
    moveBoundary: (segmentId: string, way: 'back' | 'on') =>
      whileHeld(async () => {
        if (!(await flush())) return;
        const startMs = boundaryMs(neighbour(segmentId, -1), segmentOf(segmentId), way);
        if (startMs === null) return;
        if (await step(() => api.edits.moveBoundary({ id: segmentId, startMs })))
          enter({ segmentId, offset: 0 });
      }),
    assign: (ids: readonly string[], speakerId: string | null) =>
      step(() => api.edits.assign({ ids: [...ids], speakerId })),
    /** Takes out what is selected; the caret is where it was, since what is typed next belongs there. */
    cut: (parts: readonly SelectedPart[]) =>
      whileHeld(async () => {
        const [first, last] = [parts[0], parts.at(-1)];
        if (!first || !last) return;
        const placeOf = ({ segment: { id, text } }: SelectedPart, offset: number) => ({
          id,
          offset,
          before: text,
        });
        const ends = { from: placeOf(first, first.start), to: placeOf(last, last.end) };
        const [before, after] = [neighbour(first.segment.id, -1), neighbour(last.segment.id, 1)];
        const places: Place[] = [
          { segmentId: first.segment.id, offset: first.start },
          { segmentId: last.segment.id, offset: 0 },
          { segmentId: after?.id ?? '', offset: 0 },
          { segmentId: before?.id ?? '', offset: before?.text.length ?? 0 },
        ];
        if (!(await step(() => api.edits.cut(ends)))) return;
        getSelection()?.removeAllRanges();
        const place = places.find(({ segmentId }) => segmentOf(segmentId));
        if (place) enter(place);
      }, true),
    remove: (ids: readonly string[]) => step(() => api.edits.remove({ ids: [...ids] })),
    /** Of the text as it is stored. */
    confirm: (words: { id: string; before: string; start: number; end: number }) =>
      step(() => api.edits.confirm(words)),
    /** Up to the neighbour: the caret goes to its near end. Whether there is one. */
    walk(segmentId: string, by: 1 | -1): boolean {
      const next = neighbour(segmentId, by);
      if (next) enter({ segmentId: next.id, offset: by === 1 ? 0 : next.text.length });
      return next !== undefined;
    },
    async resolve({ segmentId, mine, theirs }: Conflict, choice: 'mine' | 'theirs' | 'both'): Promise<void> {
      const both = `${theirs.text} ${mine.trimStart()}`;
      await drafts.resolve(segmentId, { mine, both, theirs: null }[choice]);
      enter({ segmentId, offset: 0 });
    },
    reconnected: flush,
    finish: drafts.leave,
    get isUnsaved() {
      return !drafts.isEmpty;
    },
  };
}

export type Editing = ReturnType<typeof createEditing>;
