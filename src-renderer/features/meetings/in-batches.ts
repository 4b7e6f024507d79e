import { PartlyDone } from '../toasts/undo-stack.ts';

/** Small enough that neither the core nor the window stops for an answer's sake. */
const BATCH = 1000;

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
