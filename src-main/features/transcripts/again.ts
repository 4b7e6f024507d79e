import { AppError } from '../../rpc/errors.ts';

/** So often a child may end on one thing that is asked of it: whoever ends children may well hit the same one twice. */
const MAX_CRASHES = 3;

export const isCrash = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'engine_crashed';

/** Asks a child once more where it ended, since the next call starts another: as a rule it was nothing in the question. */
export async function again<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  for (let crashes = 1; ; crashes += 1) {
    try {
      return await call();
    } catch (error) {
      if (!isCrash(error) || signal.aborted || crashes === MAX_CRASHES) throw error;
    }
  }
}

/** What a child ends on takes along whatever else it was asked meanwhile. So who asks again asks alone. */
export function createTurns() {
  let alone: Promise<unknown> = Promise.resolve();
  const beside = new Set<Promise<unknown>>();
  return {
    async beside<T>(call: () => Promise<T>): Promise<T> {
      for (let last; last !== alone;) {
        last = alone;
        await last;
      }
      const answer = call();
      beside.add(answer);
      try {
        return await answer;
      } finally {
        beside.delete(answer);
      }
    },
    alone<T>(call: () => Promise<T>): Promise<T> {
      const answer = alone.then(async () => {
        await Promise.allSettled(beside);
        return call();
      });
      alone = answer.catch(() => undefined);
      return answer;
    },
  };
}
