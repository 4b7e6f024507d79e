import { randomUUID } from 'node:crypto';
import type { ImportItem } from '../../../contract/imports.ts';
import { wrapError } from '../../../rpc/errors.ts';

/** Where the bytes of an item come from. */
export type Source = { kind: 'path'; path: string } | { kind: 'upload'; modifiedAt: number | undefined };

export interface Entry {
  item: ImportItem;
  source: Source;
  folderId: string | null;
  /** Import even what is in the library already. */
  again: boolean;
  controller: AbortController;
}

export type Patch = Partial<Omit<ImportItem, 'id' | 'position' | 'name'>>;

const ended = new Set<ImportItem['state']>(['done', 'duplicate', 'failed', 'cancelled']);
export const hasEnded = ({ item }: Pick<Entry, 'item'>) => ended.has(item.state);

const EVERY_MS = 100;

/** Files one after another, in the order they were given. `run` does the work of one and says how it ended. */
export function createQueue(
  run: (entry: Entry, update: (patch: Patch) => void) => Promise<Patch>,
  tell: (items: ImportItem[]) => void,
) {
  const entries = new Map<string, Entry>();
  const changed = new Set<Entry>();
  let telling: NodeJS.Timeout | undefined;
  let position = 0;
  let running: Promise<void> | undefined;

  function flush(): void {
    clearTimeout(telling);
    telling = undefined;
    const items = [...changed].map(({ item }) => item);
    changed.clear();
    if (items.length > 0) tell(items);
  }

  /** Told at once when a state changes, else a few times a second. */
  function update(entry: Entry, patch: Patch): void {
    const isNews = patch.state !== undefined && patch.state !== entry.item.state;
    entry.item = { ...entry.item, ...patch };
    changed.add(entry);
    if (isNews) flush();
    else telling ??= setTimeout(flush, EVERY_MS);
  }

  async function work(entry: Entry): Promise<void> {
    try {
      update(
        entry,
        await run(entry, (patch) => {
          if (!hasEnded(entry)) update(entry, patch);
        }),
      );
    } catch (error) {
      const { code, message } = wrapError(error);
      const isCancel = entry.controller.signal.aborted || code === 'cancelled';
      update(
        entry,
        isCancel
          ? { state: 'cancelled', msLeft: null }
          : { state: 'failed', msLeft: null, error: { code, message } },
      );
    }
  }

  const next = () => [...entries.values()].find(({ item }) => item.state === 'waiting');

  async function drain(): Promise<void> {
    for (let entry = next(); entry; entry = next()) await work(entry);
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
      const added = files.map(({ name, bytes, source }) => {
        const item: ImportItem = {
          id: randomUUID(),
          position: (position += 1),
          name,
          state: 'waiting',
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
        changed.add(entry);
        return item;
      });
      flush();
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
      if (hasEnded(entry)) return;
      entry.controller.abort();
      // One that has not begun ends here; one that runs ends itself.
      if (entry.item.state === 'waiting') update(entry, { state: 'cancelled' });
    },
    retry(entry: Entry): void {
      entry.controller = new AbortController();
      update(entry, { state: 'waiting', bytesDone: 0, msDone: 0, msLeft: null, error: null });
      start();
    },
    remove(entry: Entry): void {
      entries.delete(entry.item.id);
      changed.delete(entry);
    },
    /** Stops all and waits until the one at work has let go. */
    async close(): Promise<void> {
      for (const entry of entries.values()) if (!hasEnded(entry)) entry.controller.abort();
      for (const entry of entries.values())
        if (entry.item.state === 'waiting') entry.item = { ...entry.item, state: 'cancelled' };
      await running;
      flush();
    },
  };
}
export type Queue = ReturnType<typeof createQueue>;
