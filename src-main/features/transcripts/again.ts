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
