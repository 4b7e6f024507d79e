import { randomUUID } from 'node:crypto';
import { hasEnded, type ImportItem } from '../../../contract/imports.ts';
import { AppError, wrapError } from '../../../rpc/errors.ts';
import { createTelling } from './telling.ts';

/** Where the bytes of an item come from. Uploads that were announced together come from one window. */
export type Source =
  | { kind: 'path'; path: string; modifiedAt?: number }
  | { kind: 'upload'; modifiedAt: number | undefined; window: symbol };

export interface Entry {
  item: ImportItem;
  source: Source;
  folderId: string | null;
  /** Import even what is in the library already. */
  again: boolean;
  controller: AbortController;
}

export type Patch = Partial<Omit<ImportItem, 'id' | 'position' | 'name'>>;

interface QueueParts {
  /** Does the work of one and says how it ended. */
  run(entry: Entry, update: (patch: Patch) => void): Promise<Patch>;
  tell(items: ImportItem[]): void;
  onFailure(error: AppError): void;
}

const failure = (error: AppError): Patch => ({ state: 'failed', msLeft: null, error: error.toShape() });

/** Files one after another, in the order they were given. */
export function createQueue({ run, tell, onFailure }: QueueParts) {
  const entries = new Map<string, Entry>();
  const telling = createTelling<Entry>((changed) => {
    tell(changed.map(({ item }) => item));
  });
  let position = 0;
  let running: Promise<void> | undefined;
  let atWork: Entry | undefined;
  let isClosed = false;

  function update(entry: Entry, patch: Patch): void {
    entry.item = { ...entry.item, ...patch };
    telling.add(entry);
    // A window waits for this one: it begins to send.
    if (patch.state === 'uploading') telling.flush();
  }

  /** A window that has stopped sending one file will not send its others. */
  function failWaitingOf({ source }: Entry, error: AppError): void {
    if (source.kind !== 'upload' || error.code !== 'disconnected') return;
    for (const other of entries.values()) {
      const isSame = other.source.kind === 'upload' && other.source.window === source.window;
      if (isSame && other.item.state === 'waiting') update(other, failure(error));
    }
  }

  async function work(entry: Entry): Promise<void> {
    const onUpdate = (patch: Patch) => {
      if (!hasEnded(entry.item)) update(entry, patch);
    };
    try {
      update(entry, await run(entry, onUpdate));
    } catch (thrown) {
      const error = wrapError(thrown);
      if (entry.controller.signal.aborted || error.code === 'cancelled') {
        update(entry, { state: 'cancelled', msLeft: null });
        return;
      }
      onFailure(error);
      update(entry, failure(error));
      failWaitingOf(entry, error);
    }
  }

  function next(): Entry | undefined {
    for (const entry of entries.values()) if (entry.item.state === 'waiting') return entry;
    return undefined;
  }

  async function drain(): Promise<void> {
    for (atWork = next(); atWork; atWork = next()) await work(atWork);
    running = undefined;
  }

  const start = () => {
    running ??= Promise.resolve().then(drain);
  };

  return {
    add(
      files: { name: string; bytes: number; source: Source }[],
      options: { folderId: string | null; again: boolean },
    ): ImportItem[] {
      if (isClosed) throw new AppError('cancelled', 'MeetMemo is closing.');
      const added = files.map(({ name, bytes, source }) => {
        const item: ImportItem = {
          id: randomUUID(),
          position: (position += 1),
          name,
          state: 'waiting',
          isSent: source.kind === 'upload',
          bytes,
          bytesDone: 0,
          msDone: 0,
          msLeft: null,
          meetingId: null,
          isDamaged: false,
          hasTracks: false,
          error: null,
        };
        const entry: Entry = { item, source, ...options, controller: new AbortController() };
        entries.set(item.id, entry);
        telling.add(entry);
        return item;
      });
      telling.flush();
      start();
      return added;
    },
    find: (id: string) => entries.get(id),
    update,
    list: () => [...entries.values()].map(({ item }) => item),
    /** Those of these ids, or all. */
    some: (ids: readonly string[] | undefined) =>
      ids ? ids.flatMap((id) => entries.get(id) ?? []) : [...entries.values()],
    cancel(entry: Entry): void {
      if (hasEnded(entry.item)) return;
      // One that has not begun ends here; one that runs ends itself.
      if (entry.item.state === 'waiting' && entry !== atWork) update(entry, { state: 'cancelled' });
      entry.controller.abort();
    },
    retry(entry: Entry): void {
      entry.controller = new AbortController();
      update(entry, {
        state: 'waiting',
        bytesDone: 0,
        msDone: 0,
        msLeft: null,
        meetingId: null,
        error: null,
      });
      start();
    },
    remove(entry: Entry): void {
      entries.delete(entry.item.id);
      telling.drop(entry);
    },
    /** Stops all and waits until the one at work has let go. */
    async close(): Promise<void> {
      isClosed = true;
      for (const entry of entries.values()) this.cancel(entry);
      await running;
      telling.flush();
    },
  };
}
