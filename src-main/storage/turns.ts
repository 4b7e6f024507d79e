import { setImmediate } from 'node:timers/promises';

/** So long the rest of the app may wait. */
const TURN_MS = 12;

/** For long work in pieces: to be waited for after each of them, so that others get their turn. */
export function createTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await setImmediate();
    since = performance.now();
  };
}
