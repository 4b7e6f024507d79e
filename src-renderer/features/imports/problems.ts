import type { ImportItem } from '../../../src-main/contract/imports.ts';
import { errorCodes, type ErrorCode } from '../../../src-main/rpc/errors.ts';
import type { TextKey } from '../../i18n/en.ts';

/** What a failure means for a file; all others say what they say elsewhere. */
const own: Partial<Record<ErrorCode, TextKey>> = {
  not_found: 'imports.notFound',
  not_a_file: 'imports.notAFile',
  permission_denied: 'imports.notAllowed',
  too_large: 'imports.tooLarge',
  disk_full: 'imports.diskFull',
  engine_crashed: 'imports.crashed',
  disconnected: 'imports.notSent',
};

const isCode = (code: string): code is ErrorCode => errorCodes.some((known) => known === code);

export function problemOf({ error }: Pick<ImportItem, 'error'>): TextKey | null {
  if (!error) return null;
  return isCode(error.code) ? (own[error.code] ?? `error.${error.code}`) : 'error.internal';
}
