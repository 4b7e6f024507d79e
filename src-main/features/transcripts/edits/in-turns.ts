import { setImmediate } from 'node:timers/promises';

/** So long the rest of the app may wait. */
const TURN_MS = 15;

/** Does work of any length piece by piece, and lets others in between. */
export async function inTurns<T>(
  items: Iterable<T>,
  signal: AbortSignal,
  work: (item: T) => void | Promise<void>,
): Promise<void> {
  let begun = performance.now();
  for (const item of items) {
    signal.throwIfAborted();
    await work(item);
    if (performance.now() - begun < TURN_MS) continue;
    await setImmediate();
    begun = performance.now();
  }
}
