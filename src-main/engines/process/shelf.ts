import { statSync } from 'node:fs';

interface Freeable {
  free(): Promise<void>;
}

const LOOK_MS = 10_000;
/** Below this the system begins to swap, or ends a process of its choice. */
const SCARCE_BYTES = 512 * 2 ** 20;

/** Keeps the model that was loaded last while there is memory for it. */
export function createShelf<Model extends Freeable>(availableMemory = () => process.availableMemory()) {
  let loaded: { key: string; model: Model } | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let calls = 0;

  /** One after another: two models at once may be more than the memory holds. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  async function unload(): Promise<void> {
    const own = loaded;
    loaded = undefined;
    await own?.model.free();
  }

  setInterval(() => {
    if (calls === 0 && availableMemory() < SCARCE_BYTES) void inTurn(unload);
  }, LOOK_MS).unref();

  return {
    current: () => loaded?.model,
    /** Loads it unless the same is there. */
    take: (key: string, load: () => Promise<Model>) =>
      inTurn(async () => {
        if (loaded?.key === key) return loaded.model;
        await unload();
        loaded = { key, model: await load() };
        return loaded.model;
      }),
    /** Meanwhile nothing is let go for want of memory. */
    async busy<T>(work: () => Promise<T>): Promise<T> {
      calls += 1;
      try {
        return await work();
      } finally {
        calls -= 1;
      }
    },
    clear: () => inTurn(unload),
  };
}

/** A file that was replaced is another model. What can't be read is for the loading to refuse. */
export function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return `${found?.size} ${found?.mtimeMs}`;
}
