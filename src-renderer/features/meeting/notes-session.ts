import { wrapError } from '../../../src-main/rpc/errors.ts';
import { createSavingTimer } from '../../app/saving-timer.ts';

export interface Version {
  notes: string;
  revision: number;
}

export interface NotesState {
  draft: string;
  status: 'saved' | 'unsaved' | 'saving';
  /** The notes that another window saved meanwhile, while it is not decided which ones to keep. */
  theirs: string | null;
}

export interface NotesPorts {
  save(notes: string, ifRevision: number): Promise<Version>;
  read(): Promise<Version>;
  changed(state: NotesState): void;
  failed(error: unknown): void;
}

export type Choice = 'mine' | 'theirs' | 'both';
export type NotesSession = ReturnType<typeof createNotesSession>;

const RETRY_MS = 5000;
/** What is larger may not have left the window when it is gone. */
const SURE_BYTES = 64 * 1024;

/** One meeting's notes between the keyboard and the library. Whatever happens, what was typed stays in `draft`. */
export function createNotesSession(first: Version, ports: NotesPorts) {
  let base = first;
  let draft = first.notes;
  /** What the running save has sent; after a loss, what it may have stored. */
  let sent: string | null = null;
  let isSending = false;
  let isFailing = false;
  let inConflict = false;
  let mustRead = false;
  let heard = first.revision;
  const timer = createSavingTimer(() => void flush());
  let running: Promise<void> | null = null;

  const isDirty = () => draft !== base.notes;
  const mustAsk = () => mustRead || heard > base.revision;
  const hasWork = () => mustAsk() || (isDirty() && !inConflict);
  const state = (): NotesState => {
    const status = !isDirty() ? 'saved' : running && !inConflict ? 'saving' : 'unsaved';
    return { draft, status, theirs: inConflict ? base.notes : null };
  };
  const tell = () => {
    ports.changed(state());
  };

  /** What was read is the truth, whatever its number: a restored backup counts from further back. */
  async function read() {
    mustRead = false;
    try {
      const theirs = await ports.read();
      if (theirs.notes !== base.notes) {
        if (!isDirty()) draft = theirs.notes;
        else inConflict = theirs.notes !== draft && theirs.notes !== sent;
      }
      base = { notes: theirs.notes, revision: theirs.revision };
      // A revision that can't be read any more must not be waited for.
      heard = base.revision;
      sent = null;
    } catch (error) {
      mustRead = true;
      throw error;
    }
  }

  /** Whether it was stored, and not in the way of another change. */
  async function save(): Promise<boolean> {
    sent = draft;
    isSending = true;
    try {
      const { notes, revision } = await ports.save(draft, base.revision);
      base = { notes, revision };
      sent = null;
      isSending = false;
      return true;
    } catch (error) {
      isSending = false;
      if (wrapError(error).code !== 'conflict') {
        // It may have been stored all the same.
        mustRead = true;
        throw error;
      }
      sent = null;
      await read();
      return false;
    }
  }

  async function work() {
    let refusals = 0;
    try {
      // Once refused, a save is tried again at once; whatever is refused again waits.
      while (hasWork() && refusals < 2) {
        if (mustAsk()) await read();
        else refusals = (await save()) ? 0 : refusals + 1;
        isFailing = false;
        tell();
      }
      if (hasWork()) timer.after(RETRY_MS);
    } catch (error) {
      isFailing = true;
      timer.after(RETRY_MS);
      ports.failed(error);
    }
  }

  function flush(): Promise<void> {
    timer.stop();
    if (!running && hasWork()) {
      running = work().finally(() => {
        running = null;
        tell();
      });
      tell();
    }
    return running ?? Promise.resolve();
  }

  function resolve(choice: Choice) {
    if (choice === 'theirs') draft = base.notes;
    if (choice === 'both') draft = [base.notes, draft].join('\n\n');
    inConflict = false;
    tell();
    return flush();
  }

  return {
    get state() {
      return state();
    },
    get isSettled() {
      return !running && !isDirty();
    },
    flush,
    type(text: string) {
      // As the core will store it, so that half a character does not look like a change for ever.
      draft = text.toWellFormed();
      timer.typed();
      tell();
    },
    /** Another change of this meeting was announced. While saving it may well be our own. */
    hear(revision: number) {
      heard = Math.max(heard, revision);
      void flush();
    },
    /** What is known of the library may be wrong: it was restored, or out of reach. */
    renew() {
      mustRead = true;
      void flush();
    },
    resolve,
    /** As the window closes: sends what is left, an open choice as both. Whether all of it surely arrives. */
    leave(): boolean {
      if (inConflict) void resolve('both');
      else void flush();
      if (!isDirty()) return true;
      return isSending && sent === draft && !isFailing && new Blob([draft]).size <= SURE_BYTES;
    },
    end() {
      timer.stop();
    },
  };
}
