import { wrapError, type ErrorCode } from '../../../src-main/rpc/errors.ts';

export interface WayBack {
  /** The meetings that the way back leads over. */
  ids: readonly string[];
  /** There is something to take back even when none of them is left. */
  outlivesThem?: boolean;
  /** Takes back what was done to those of them that are left. */
  run: (ids: readonly string[]) => Promise<unknown>;
}

/** A piece of work that failed when some of it had been done. */
export class PartlyDone extends Error {
  readonly done: readonly string[];
  readonly count: number;
  /** From what was done, where there is one. */
  wayBack: WayBack | undefined;

  constructor(done: readonly string[], count: number, cause: unknown) {
    super('Only a part was done.', { cause });
    this.done = done;
    this.count = count;
  }
}

interface Entry extends WayBack {
  id: number;
  work: Promise<unknown>;
}

const MAX = 50;

/** What may pass, so that it is worth another try. */
const passing = new Set<ErrorCode>(['disconnected', 'disk_full', 'library_unusable', 'rate_limited']);

/** The steps that can be taken back, the last one first. */
export function createUndoStack() {
  let entries: readonly Entry[] = [];

  const drop = (id: number) => {
    entries = entries.filter((entry) => entry.id !== id);
  };
  /** Returns the steps that can't be taken back any more. */
  function forget(gone: readonly string[]): number[] {
    const known = new Set(gone);
    const left = entries.map((entry) => ({ ...entry, ids: entry.ids.filter((id) => !known.has(id)) }));
    const isVain = ({ ids, outlivesThem }: Entry) => ids.length === 0 && !outlivesThem;
    entries = left.filter((entry) => !isVain(entry));
    return left.filter(isVain).map(({ id }) => id);
  }

  /** Meetings that were deleted unheard of, as while the connection was lost, are found out by trying. */
  async function attempt(entry: Entry): Promise<boolean> {
    await entry.work;
    try {
      await entry.run(entry.ids);
      return true;
    } catch (error) {
      const { code, details } = wrapError(error instanceof PartlyDone ? error.cause : error);
      const missing = new Set<unknown>(
        code === 'not_found' && Array.isArray(details.missing) ? details.missing : [],
      );
      const ids = entry.ids.filter((id) => !missing.has(id));
      if (ids.length === entry.ids.length) throw error;
      return ids.length > 0 || entry.outlivesThem ? attempt({ ...entry, ids }) : false;
    }
  }

  return {
    drop,
    forget,
    get isEmpty() {
      return entries.length === 0;
    },
    push(id: number, work: Promise<unknown>, wayBack: WayBack) {
      entries = [...entries, { ...wayBack, id, work }].slice(-MAX);
    },
    /** Whether a step was taken back: the given one, or the last that still can be. */
    async undo(id: number | undefined, taken: (id: number) => void): Promise<boolean> {
      const entry = id === undefined ? entries.at(-1) : entries.find((known) => known.id === id);
      if (!entry) return false;
      drop(entry.id);
      taken(entry.id);
      try {
        if (await attempt(entry)) return true;
      } catch (error) {
        const cause = error instanceof PartlyDone ? error.cause : error;
        if (passing.has(wrapError(cause).code)) entries = [...entries, entry];
        throw error;
      }
      return id === undefined && this.undo(undefined, taken);
    },
  };
}
