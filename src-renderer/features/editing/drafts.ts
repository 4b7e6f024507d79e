import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { asLine } from '../../../src-main/contract/common.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import { createSavingTimer } from '../../app/saving-timer.ts';

interface Draft {
  meetingId: string;
  /** As the library has it, for all that is known here. */
  base: string;
  text: string;
  /** What was sent and may have been stored, though no answer came. */
  sent: string | null;
  /** What another window made of it, until a person chooses. */
  theirs: Segment | null;
  /** What the library will not take, and why: it is not sent again before it is another. */
  refused: { text: string; error: unknown } | null;
}

export interface Conflict {
  meetingId: string;
  segmentId: string;
  mine: string;
  theirs: Segment;
}

export interface DraftsState {
  status: 'saved' | 'unsaved' | 'saving';
  conflicts: readonly Conflict[];
}

export interface DraftsPorts {
  save(segmentId: string, before: string, text: string): Promise<void>;
  /** Not to be sent yet: what is blank for a moment only would be removed. */
  isHeld(segmentId: string, text: string): boolean;
  changed(state: DraftsState): void;
  /** The segment is no more; these are the words that were written in it. */
  gone(text: string): void;
  failed(error: unknown): void;
}

const RETRY_MS = 5000;
/** What is refused so is refused for ever. */
const forGood = ['invalid_input', 'too_large', 'conflict'];

interface TypedIn {
  meetingId: string;
  segmentId: string;
  stored: string;
}

/** What is typed into segments, between the keyboard and the library: it stays here until it is surely there. */
export function createDrafts(ports: DraftsPorts) {
  const drafts = new Map<string, Draft>();
  let running: Promise<void> | null = null;
  let isFailing = false;

  const conflicts = (): Conflict[] =>
    [...drafts].flatMap(([segmentId, { meetingId, text, theirs }]) =>
      theirs ? [{ meetingId, segmentId, mine: text, theirs }] : [],
    );
  const isRefused = ({ refused, text }: Draft) => refused?.text === text;
  const next = () =>
    [...drafts].find(([id, draft]) => !draft.theirs && !isRefused(draft) && !ports.isHeld(id, draft.text));
  const tell = () => {
    const status = drafts.size === 0 ? 'saved' : running ? 'saving' : 'unsaved';
    ports.changed({ status, conflicts: conflicts() });
  };
  const timer = createSavingTimer(() => void flush());
  const settle = (id: string, draft: Draft, stored: string) => {
    draft.base = stored;
    draft.sent = null;
    if (draft.text === stored && drafts.get(id) === draft) drafts.delete(id);
  };

  async function send(id: string, draft: Draft): Promise<void> {
    const { base, text, sent } = draft;
    try {
      draft.sent = text;
      await ports.save(id, base, text);
      settle(id, draft, text);
    } catch (error) {
      const { code, details } = wrapError(error);
      if (code === 'not_found') {
        drafts.delete(id);
        ports.gone(draft.text);
        return;
      }
      const theirs = details.segment as Segment | undefined;
      if (!forGood.includes(code)) throw error;
      if (!theirs) {
        draft.sent = null;
        draft.refused = { text, error };
        ports.failed(error);
        return;
      }
      // What is there may be what was sent before the connection was lost.
      if (theirs.text === sent || theirs.text === text) settle(id, draft, theirs.text);
      else draft.theirs = theirs;
    }
  }
  async function work(): Promise<void> {
    try {
      for (let found = next(); found; found = next()) {
        await send(...found);
        isFailing = false;
      }
    } catch (error) {
      isFailing = true;
      timer.after(RETRY_MS);
      ports.failed(error);
    }
  }
  /** Whether all that was typed in this meeting is stored now. What stands in the way is said. */
  async function flush(meetingId?: string): Promise<boolean> {
    timer.stop();
    const known = [...drafts.values()].filter(isRefused);
    if (!running && next()) {
      running = work().finally(() => {
        running = null;
        tell();
      });
      tell();
    }
    await running;
    const left = [...drafts].filter(
      ([id, draft]) => draft.meetingId === meetingId && !ports.isHeld(id, draft.text),
    );
    const again = left.find(([, draft]) => known.includes(draft) && isRefused(draft));
    if (again) ports.failed(again[1].refused?.error);
    return left.length === 0;
  }

  return {
    flush,
    textOf: (segmentId: string) => drafts.get(segmentId)?.text,
    /** `stored`: what was there when the typing began. */
    type({ meetingId, segmentId, stored }: TypedIn, typed: string): void {
      const text = asLine(typed);
      const fresh = { meetingId, base: stored, text, sent: null, theirs: null, refused: null };
      const draft = drafts.get(segmentId) ?? fresh;
      drafts.set(segmentId, draft);
      draft.text = text;
      if (!running && draft.sent === null && draft.base === text) drafts.delete(segmentId);
      timer.typed();
      tell();
    },
    /** The text that is to be kept; null: theirs. */
    resolve(segmentId: string, text: string | null): Promise<boolean> {
      const draft = drafts.get(segmentId);
      if (draft?.theirs) {
        draft.text = text ?? draft.theirs.text;
        settle(segmentId, draft, draft.theirs.text);
        draft.theirs = null;
      }
      tell();
      return flush(draft?.meetingId);
    },
    /** Before the window closes: sends what is left. Whether all of it surely arrives. */
    leave(): boolean {
      void flush();
      return [...drafts.values()].every(({ text, sent }) => text === sent) && !isFailing;
    },
    get isEmpty() {
      return drafts.size === 0;
    },
  };
}
