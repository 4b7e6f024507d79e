import type { ImportItem } from '../../../src-main/contract/imports.ts';
import type { Api } from '../../api.ts';

const PIECE = 1024 * 1024;

type Sendable = Pick<ImportItem, 'id' | 'state' | 'bytesDone'>;

/** Sends the bytes of files that the core has asked for. `onUnreadable`: the file is not what it was any more. */
export function createSender(api: Api, onUnreadable: (id: string) => void) {
  const files = new Map<string, File>();
  const busy = new Set<string>();

  async function read(id: string, file: File, from: number): Promise<Uint8Array<ArrayBuffer>> {
    try {
      const data = new Uint8Array(await file.slice(from, from + PIECE).arrayBuffer());
      if (data.length > 0 || from >= file.size) return data;
    } catch {
      // Moved, deleted or changed on the disk since it was dropped: browsers refuse to read it then.
    }
    onUnreadable(id);
    throw new Error('The file can not be read.');
  }

  /** While one piece is on its way the next one is read. */
  async function send(id: string, file: File, from: number): Promise<void> {
    let at = from;
    let next = read(id, file, at);
    while (at < file.size) {
      const data = await next;
      next = read(id, file, at + data.length);
      next.catch(() => undefined);
      const { bytesDone } = await api.imports.append({ id, offset: at, data });
      if (bytesDone !== at + data.length) next = read(id, file, bytesDone);
      at = bytesDone;
    }
  }

  return {
    keep(id: string, file: File): void {
      files.set(id, file);
    },
    has: (id: string) => files.has(id),
    forget(id: string): void {
      files.delete(id);
    },
    /** Goes on with what is asked for, from where the core has it. */
    follow(items: Iterable<Sendable>): void {
      for (const { id, state, bytesDone } of items) {
        const file = files.get(id);
        if (state === 'done') files.delete(id);
        if (!file || state !== 'uploading' || busy.has(id)) continue;
        busy.add(id);
        // Why it stopped is told by the item itself; after a lost connection it goes on with the next one.
        send(id, file, bytesDone)
          .catch(() => undefined)
          .finally(() => busy.delete(id));
      }
    },
    ids: () => [...files.keys()],
  };
}
