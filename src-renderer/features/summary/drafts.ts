import { createStore } from 'zustand';
import type { Summary, SummaryContent } from '../../../src-main/contract/summaries.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { createSavingTimer } from '../../app/saving-timer.ts';
import { text } from '../../i18n/translate.ts';
import type { Toasts } from '../toasts/store.ts';
import { isSame, renamed, replaced, type Entry, type Place } from './content.ts';

interface Draft extends Place {
  summaryId: string;
  meetingId: string;
  /** As it was when the writing began; null: it was not there. */
  origin: Entry | null;
  /** As the library has it. */
  saved: Entry | null;
  /** On its way there. */
  sent: Entry | null;
  typed: Entry;
}

/** Another window may change it as often. */
const TRIES = 5;

const named = (typed: string | null | undefined) => (typed?.trim() === '' ? null : (typed?.trim() ?? null));

const trimmed = (entry: Entry): Entry => ({
  ...entry,
  text: entry.text.trim(),
  ...('who' in entry && { who: named(entry.who), when: named(entry.when) }),
});

/**
 * What a person writes in a summary: saved in rests and on leaving, claim by claim, so that what another window changes
 * elsewhere in it stays. Words whose claim is gone by then are shown to be copied.
 */
export function createDrafts(
  api: Api,
  toasts: Toasts,
  contentOf: (id: string) => SummaryContent | undefined,
) {
  const store = createStore<{ draft: Draft | null }>(() => ({ draft: null }));
  const timer = createSavingTimer(() => void flush());
  let saving: Promise<unknown> = Promise.resolve();

  /** Makes a change to what the library has. false: what was to be changed is gone. */
  async function change(
    id: string,
    make: (content: SummaryContent) => SummaryContent | null,
  ): Promise<boolean> {
    let before = contentOf(id) ?? (await api.summaries.get({ id })).content;
    for (let tries = 1; ; tries += 1) {
      const content = make(before);
      if (!content) return false;
      try {
        await api.summaries.update({ id, content, before });
        return true;
      } catch (error) {
        if (wrapError(error).code !== 'conflict' || tries === TRIES) throw error;
        before = (await api.summaries.get({ id })).content;
      }
    }
  }

  async function save({ summaryId, meetingId: _, ...draft }: Draft, after: Entry): Promise<void> {
    if (after.text === '' || (draft.saved && isSame(draft.saved, after))) return;
    const { draft: old } = store.getState();
    if (old) store.setState({ draft: { ...old, sent: after } });
    const isKept = await change(summaryId, (content) => replaced(content, draft, draft.saved, after));
    const { draft: now } = store.getState();
    const isOpen = now?.summaryId === summaryId && now.list === draft.list && now.at === draft.at;
    if (isKept && isOpen) store.setState({ draft: { ...now, saved: after, sent: null } });
    if (isKept) return;
    if (isOpen) store.setState({ draft: null });
    toasts.rescue(after.text, text('summary.rescued'));
  }
  /** One after the other, so that none overtakes another. */
  function flush(): Promise<boolean> {
    timer.stop();
    const done = saving.then(() => {
      const { draft } = store.getState();
      return draft ? toasts.attempt('summary', () => save(draft, trimmed(draft.typed))) : true;
    });
    saving = done;
    return done;
  }

  /** With the way back to what was there before. */
  async function told(
    { summaryId, meetingId, ...place }: Draft,
    after: Entry | null,
    work: Promise<unknown>,
  ) {
    const { origin } = place;
    if (!origin && !after) return;
    const what = text(!origin ? 'summary.added' : after ? 'summary.edited' : 'summary.removed');
    const run = () => change(summaryId, (content) => replaced(content, place, after, origin));
    await toasts.attempt('summary', () => toasts.doing(what, work, { ids: [meetingId], run }));
  }

  async function remove(draft: Draft): Promise<void> {
    if (store.getState().draft) store.setState({ draft: null });
    const { saved } = draft;
    if (saved) {
      const work = change(draft.summaryId, (content) => replaced(content, draft, saved, null));
      await told({ ...draft, origin: draft.origin ?? saved }, null, work);
    }
  }

  /** Keeps what was written. A claim without words is removed. */
  async function leave(): Promise<void> {
    if (!store.getState().draft || !(await flush())) return;
    const { draft } = store.getState();
    if (!draft) return;
    if (draft.typed.text.trim() === '') {
      await remove(draft);
      return;
    }
    store.setState({ draft: null });
    const { origin, saved } = draft;
    if (saved && !(origin && isSame(origin, saved))) await told(draft, saved, Promise.resolve());
  }

  const draftOf = ({ id, meetingId }: Summary, place: Place, claim: Entry | null): Draft => ({
    ...{ summaryId: id, meetingId, ...place, origin: claim, saved: claim, sent: null },
    typed: claim ?? {
      ...{ text: '', citations: [], support: 'written' },
      ...(place.list === 'actions' && { who: null, when: null }),
    },
  });

  return {
    store,
    flush,
    enter(summary: Summary, place: Place, claim: Entry | null): void {
      const draft = draftOf(summary, place, claim);
      void leave().then(() => {
        store.setState({ draft });
      });
    },
    type(patch: Partial<Entry>): void {
      const { draft } = store.getState();
      if (!draft) return;
      store.setState({ draft: { ...draft, typed: { ...draft.typed, ...patch, support: 'written' } } });
      timer.typed();
    },
    leave,
    /** Calls a topic otherwise, with the way back. */
    async rename({ id, meetingId, content }: Summary, at: number, title: string): Promise<void> {
      const before = content.topics[at]?.title ?? '';
      const work = async () => {
        if (await change(id, (now) => renamed(now, at, before, title))) return;
        toasts.rescue(title, text('summary.rescued'));
      };
      const run = () => change(id, (now) => renamed(now, at, title, before));
      await toasts.attempt('summary', () =>
        toasts.doing(text('summary.edited'), work(), { ids: [meetingId], run }),
      );
    },
    remove: (summary: Summary, place: Place, claim: Entry) => remove(draftOf(summary, place, claim)),
    get isUnsaved(): boolean {
      const { draft } = store.getState();
      const { saved, typed } = draft ?? {};
      return typed !== undefined && typed.text.trim() !== '' && !(saved && isSame(saved, trimmed(typed)));
    },
  };
}
