/** Small enough that neither the core nor the window stops for an answer's sake. */
const BATCH = 1000;

/** A piece of work that failed when some of it had been done. */
export class PartlyDone extends Error {
  readonly done: readonly string[];
  readonly count: number;

  constructor(done: readonly string[], count: number, cause: unknown) {
    super('Only a part was done.', { cause });
    this.done = done;
    this.count = count;
  }
}

/** Works through many meetings, each batch all or none. */
export async function inBatches<T>(
  ids: readonly string[],
  run: (batch: string[]) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    try {
      results.push(await run(ids.slice(at, at + BATCH)));
    } catch (error) {
      throw at === 0 ? error : new PartlyDone(ids.slice(0, at), ids.length, error);
    }
  }
  return results;
}
