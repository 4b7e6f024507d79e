import type { Engine } from '../../../engines/process/types.ts';
import type { Wanted } from '../../../engines/text/types.ts';
import { AppError } from '../../../rpc/errors.ts';

/** So long a pattern may take; one that is sound takes a fraction of it for the longest meeting. */
const LIMIT_MS = 2000;

/**
 * Searches texts in a process of its own. A regular expression can take longer than the universe is old, and nothing
 * but the end of its process stops it.
 */
export function createSearcher(engine: Engine, limitMs = LIMIT_MS) {
  let last: Promise<unknown> = Promise.resolve();

  async function run(texts: readonly string[], wanted: Wanted, signal: AbortSignal) {
    signal.throwIfAborted();
    return engine.use(async ({ text }) => {
      // To start takes longer than to search, and is not the pattern's fault.
      await text.search({ texts: [], ...wanted });
      const late = new AppError('pattern_too_slow', 'This pattern takes too long. A simpler one may do.');
      let isStopped: AppError | undefined;
      const stop = (reason: AppError) => {
        isStopped = reason;
        engine.restart();
      };
      const timer = setTimeout(stop, limitMs, late);
      const onAbort = () => {
        stop(new AppError('cancelled', 'Cancelled.'));
      };
      signal.addEventListener('abort', onAbort);
      try {
        return await text.search({ texts: [...texts], ...wanted });
      } catch (error) {
        throw isStopped ?? error;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      }
    });
  }

  /** One after another: the end of one must not be the end of another. */
  return (texts: readonly string[], wanted: Wanted, signal: AbortSignal): ReturnType<typeof run> => {
    const result = last.then(() => run(texts, wanted, signal));
    last = result.catch(() => undefined);
    return result;
  };
}
export type Searcher = ReturnType<typeof createSearcher>;
