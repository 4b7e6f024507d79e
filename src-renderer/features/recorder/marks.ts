import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';

interface Mark {
  meetingId: string;
  atMs: number;
  note: string;
  /** What the core knows of it. */
  saved: { id: string; note: string } | null;
}

/** Marked moments. One that can't be saved at once waits for the next connection. */
export function createMarks({ bookmarks }: Api, onFailed: (error: unknown) => void) {
  const waiting = new Set<Mark>();
  let working: Promise<void> | undefined;

  async function save(mark: Mark): Promise<void> {
    const { meetingId, atMs, note } = mark;
    const { id } = mark.saved
      ? await bookmarks.update({ id: mark.saved.id, note })
      : await bookmarks.add({ meetingId, atMs, note });
    mark.saved = { id, note };
  }
  async function work(): Promise<void> {
    for (const mark of waiting) {
      try {
        while (mark.saved?.note !== mark.note) await save(mark);
      } catch (error) {
        if (wrapError(error).code === 'disconnected') return;
        onFailed(error);
      }
      waiting.delete(mark);
    }
  }
  async function flush(): Promise<void> {
    while (working) await working;
    working = work().finally(() => (working = undefined));
    await working;
  }

  return {
    flush,
    add(meetingId: string, atMs: number): Mark {
      const mark: Mark = { meetingId, atMs, note: '', saved: null };
      waiting.add(mark);
      void flush();
      return mark;
    },
    setNote(mark: Mark, note: string): void {
      mark.note = note;
      waiting.add(mark);
      void flush();
    },
    get hasWaiting() {
      return waiting.size > 0;
    },
  };
}
export type { Mark };
