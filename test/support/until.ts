import { setImmediate, setTimeout } from 'node:timers/promises';

/** Ends what hangs; judges no speed. */
const PATIENCE_MS = 60_000;

/** So often it is looked again at once, for what is over soon; then after a pause each, as calls have a limit. */
const QUICK_LOOKS = 100;
const PAUSE_MS = 5;

/** Waits for a condition. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
): Promise<Exclude<NonNullable<T>, false>> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let looks = 0; performance.now() < deadline; looks += 1) {
    const found = await look();
    if (found) return found as Exclude<NonNullable<T>, false>;
    await (looks < QUICK_LOOKS ? setImmediate() : setTimeout(PAUSE_MS));
  }
  throw new Error(`Waited in vain: ${what}`);
}
