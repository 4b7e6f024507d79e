import { isJson, type ImportItem } from '../../../src-main/contract/imports.ts';
import { errorCodes, type ErrorCode } from '../../../src-main/rpc/errors.ts';
import type { TextKey } from '../../i18n/en.ts';
import { errorText } from '../../i18n/error-text.ts';
import type { Text } from '../../i18n/translate.ts';

/** What a failure means for a file; all others say what they say elsewhere. */
const own: Partial<Record<ErrorCode, TextKey>> = {
  not_found: 'imports.notFound',
  not_a_file: 'imports.notAFile',
  permission_denied: 'imports.notAllowed',
  too_large: 'imports.tooLarge',
  engine_crashed: 'imports.crashed',
  engine_unavailable: 'imports.noDecoder',
  unsupported_format: 'imports.noSound',
  file_damaged: 'imports.unreadableSound',
  disconnected: 'imports.notSent',
};

const isCode = (code: string): code is ErrorCode => errorCodes.some((known) => known === code);

export function problemOf(name: string, { code, details }: NonNullable<ImportItem['error']>): Text {
  const known = isCode(code) ? code : 'internal';
  const key = known === 'unsupported_format' && isJson(name) ? 'imports.noMeeting' : own[known];
  return key ? { key, values: {} } : errorText({ code: known, details });
}
