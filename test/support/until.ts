import { setImmediate } from 'node:timers/promises';

/** Ends what hangs; judges no speed. */
const PATIENCE_MS = 60_000;

/** Waits for a condition, looking again as often as the process comes round to it. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
): Promise<Exclude<NonNullable<T>, false>> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const found = await look();
    if (found) return found as Exclude<NonNullable<T>, false>;
    await setImmediate();
  }
  throw new Error(`Waited in vain: ${what}`);
}
