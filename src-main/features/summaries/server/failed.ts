import { AppError } from '../../../rpc/errors.ts';

/** What is wrong with a server's answer, in no words of its own: those may be the meeting's. */
export const failed = (
  reason: 'silent' | 'key' | 'unknown' | 'busy' | 'elsewhere' | 'too_much' | 'unreadable',
  message: string,
  cause?: unknown,
) => new AppError('server_failed', message, { reason }, { cause });
