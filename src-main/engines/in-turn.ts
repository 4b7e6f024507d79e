import { AppError } from '../rpc/errors.ts';

const never = new AbortController().signal;

/** A model does one thing after another: what was cancelled needs a moment to end, so that who comes next waits. */
export function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  let isFreed = false;

  function run<T>(work: (signal: AbortSignal) => Promise<T>, signal = never): Promise<T> {
    const result = last.then(() => {
      if (isFreed) throw new AppError('not_found', 'The model is not loaded any more.');
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
      return work(signal);
    });
    last = result.catch(() => undefined);
    return result;
  }
  return {
    run,
    /** Nothing can be done with it after that. */
    free: (work: () => Promise<void>) =>
      run(async () => {
        await work();
        isFreed = true;
      }),
  };
}
