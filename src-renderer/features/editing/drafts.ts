import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';

interface Draft {
  /** As the library has it, for all that is known here. */
  base: string;
  text: string;
  /** What was sent and may have been stored, though no answer came. */
  sent: string | null;
  /** What another window made of it, until a person chooses. */
  theirs: Segment | null;
}

export interface Conflict {
  segmentId: string;
  mine: string;
  theirs: Segment;
}

export interface DraftsState {
  status: 'saved' | 'unsaved' | 'saving';
  conflict: Conflict | null;
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

const PAUSE_MS = 400;
const RETRY_MS = 5000;

/** What is typed into segments, between the keyboard and the library: it stays here until it is surely there. */
export function createDrafts(ports: DraftsPorts) {
  const drafts = new Map<string, Draft>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let isFailing = false;

  const conflictOf = (): Conflict | null => {
    for (const [segmentId, { text, theirs }] of drafts) if (theirs) return { segmentId, mine: text, theirs };
    return null;
  };
  const next = () => [...drafts].find(([id, { text, theirs }]) => !theirs && !ports.isHeld(id, text));
  const tell = () => {
    const status = drafts.size === 0 ? 'saved' : running ? 'saving' : 'unsaved';
    ports.changed({ status, conflict: conflictOf() });
  };
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };
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
      if (code !== 'conflict') throw error;
      const theirs = details.segment as Segment;
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
      later(RETRY_MS);
      ports.failed(error);
    }
  }
  /** Whether all of it is stored now. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    if (!running && next()) {
      running = work().finally(() => {
        running = null;
        tell();
      });
      tell();
    }
    await running;
    return !next() && conflictOf() === null;
  }

  return {
    flush,
    textOf: (segmentId: string) => drafts.get(segmentId)?.text,
    /** `stored`: what was there when the typing began. */
    type(segmentId: string, stored: string, typed: string): void {
      const text = typed.toWellFormed();
      const draft = drafts.get(segmentId) ?? { base: stored, text, sent: null, theirs: null };
      drafts.set(segmentId, draft);
      draft.text = text;
      if (!running && draft.sent === null && draft.base === text) drafts.delete(segmentId);
      later(PAUSE_MS);
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
      return flush();
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

export type Drafts = ReturnType<typeof createDrafts>;
