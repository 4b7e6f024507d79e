import type { Model } from '../../contract/models.ts';
import type { Card } from './catalogue.ts';

type Shown = NonNullable<Model['transfer']>;

export interface Transfer {
  /** Of an import: what is known of it before it is a model. */
  card: Omit<Card, 'sha256'>;
  shown: Shown;
  controller: AbortController;
  /** Settles when it has let go of its files. */
  ended: Promise<void>;
}

const TELL_EVERY_MS = 250;
/** A guess from less would jump. */
const FIRST_GUESS_MS = 1000;

/** Files on their way in, each told of when it begins and a few times a second. */
export function createTransfers(tell: (id: string) => void) {
  const running = new Map<string, Transfer>();
  return {
    find: (id: string) => running.get(id),
    all: () => [...running.values()],
    has: (id: string) => running.has(id),
    /** What others must leave free for these. */
    bytesToCome: () =>
      [...running.values()].reduce((sum, { shown }) => sum + shown.bytes - shown.bytesDone, 0),
    /** Does the work, and keeps it in the list meanwhile. */
    run<T>(
      card: Transfer['card'],
      kind: Shown['kind'],
      work: (signal: AbortSignal, progress: (bytesDone: number) => void) => Promise<T>,
    ): Promise<T> {
      const { id, bytes } = card;
      const controller = new AbortController();
      let first: { at: number; bytes: number } | undefined;
      let told = 0;
      const progress = (bytesDone: number) => {
        const now = performance.now();
        // What lay there already says nothing of the speed.
        first ??= { at: now, bytes: bytesDone };
        const [ms, gained] = [now - first.at, bytesDone - first.bytes];
        const msLeft =
          ms < FIRST_GUESS_MS || gained === 0 ? null : Math.round((ms / gained) * (bytes - bytesDone));
        transfer.shown = { kind, bytes, bytesDone, msLeft };
        if (now - told < TELL_EVERY_MS) return;
        told = now;
        tell(id);
      };
      const result = Promise.resolve()
        .then(() => work(controller.signal, progress))
        .finally(() => running.delete(id));
      const ended = result.then(
        () => undefined,
        () => undefined,
      );
      const transfer: Transfer = {
        card,
        shown: { kind, bytes, bytesDone: 0, msLeft: null },
        controller,
        ended,
      };
      running.set(id, transfer);
      tell(id);
      return result;
    },
    async cancel(id: string): Promise<void> {
      const found = running.get(id);
      found?.controller.abort();
      await found?.ended;
    },
  };
}
export type Transfers = ReturnType<typeof createTransfers>;
