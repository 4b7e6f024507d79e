import { MAX_SEGMENT_TEXT } from '../../../contract/edits.ts';
import { AppError } from '../../../rpc/errors.ts';
import type { RowChange } from './rows.ts';

/** What is too long is read, drawn and compared slowly. */
export function checkLength(before: string, after: string): void {
  if (after.length <= Math.max(MAX_SEGMENT_TEXT, before.length)) return;
  const limit = MAX_SEGMENT_TEXT;
  throw new AppError('too_large', `A passage can have ${String(limit)} letters.`, { limit });
}

/** New rows are parts of old ones, or an engine's. */
export function checkLengths(changes: readonly RowChange[]): void {
  for (const [, , before, after] of changes)
    if (typeof before?.text === 'string' && typeof after?.text === 'string')
      checkLength(before.text, after.text);
}
