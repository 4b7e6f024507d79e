import type { ServerFailure } from '../../../contract/failures.ts';
import { AppError } from '../../../rpc/errors.ts';

/** What is wrong with a server's answer, in no words of its own: those may be the meeting's. */
export const failed = (
  reason: ServerFailure,
  message: string,
  { cause, ...details }: { cause?: unknown; status?: number } = {},
) => new AppError('server_failed', message, { reason, ...details }, { cause });
