import { setImmediate } from 'node:timers/promises';

const REST_AFTER_MS = 40;
const REPORT_AFTER_MS = 200;

export interface Pace {
  /** Whether the event loop has waited long enough to be let in. */
  due(): boolean;
  /** Lets it in, throws when the work was cancelled, and tells of progress now and then. */
  rest(): Promise<void>;
}

/** Native calls hold the event loop up; work that paces itself can be cancelled and watched. */
export function createPace(signal: AbortSignal, report?: () => void): Pace {
  let rested = performance.now();
  let reported = rested;
  return {
    due: () => performance.now() - rested >= REST_AFTER_MS,
    async rest() {
      await setImmediate();
      signal.throwIfAborted();
      rested = performance.now();
      if (rested - reported < REPORT_AFTER_MS) return;
      reported = rested;
      report?.();
    },
  };
}
