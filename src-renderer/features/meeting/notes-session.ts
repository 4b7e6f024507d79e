import { wrapError } from '../../../src-main/rpc/errors.ts';

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

const PAUSE_MS = 400;
const RETRY_MS = 5000;

/** One meeting's notes between the keyboard and the library. Whatever happens, what was typed stays in `draft`. */
export function createNotesSession(first: Version, ports: NotesPorts) {
  let base = first;
  let draft = first.notes;
  let inConflict = false;
  let heard = first.revision;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  const isDirty = () => draft !== base.notes;
  const hasWork = () => heard > base.revision || (isDirty() && !inConflict);
  const state = (): NotesState => {
    const status = !isDirty() ? 'saved' : running && !inConflict ? 'saving' : 'unsaved';
    return { draft, status, theirs: inConflict ? base.notes : null };
  };
  const tell = () => {
    ports.changed(state());
  };
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };

  function adopt(theirs: Version) {
    heard = Math.max(heard, theirs.revision);
    if (theirs.revision < base.revision) return;
    if (theirs.notes !== base.notes) {
      if (!isDirty()) draft = theirs.notes;
      else inConflict = theirs.notes !== draft;
    }
    base = { notes: theirs.notes, revision: theirs.revision };
  }

  async function save() {
    try {
      const { notes, revision } = await ports.save(draft, base.revision);
      base = { notes, revision };
    } catch (error) {
      if (wrapError(error).code !== 'conflict') throw error;
      adopt(await ports.read());
    }
  }

  async function work() {
    try {
      while (hasWork()) {
        if (heard > base.revision) {
          adopt(await ports.read());
          // A revision that can't be read any more must not be waited for.
          heard = base.revision;
        } else await save();
        tell();
      }
    } catch (error) {
      ports.failed(error);
      later(RETRY_MS);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    if (!running && hasWork()) {
      running = work().finally(() => {
        running = null;
        tell();
      });
      tell();
    }
    return running ?? Promise.resolve();
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
      later(PAUSE_MS);
      tell();
    },
    /** Another change of this meeting was announced. While saving it may well be our own. */
    hear(revision: number) {
      heard = Math.max(heard, revision);
      void flush();
    },
    resolve(choice: Choice) {
      if (choice === 'theirs') draft = base.notes;
      if (choice === 'both') draft = [base.notes, draft].join('\n\n');
      inConflict = false;
      tell();
      return flush();
    },
    end() {
      clearTimeout(timer);
    },
  };
}
