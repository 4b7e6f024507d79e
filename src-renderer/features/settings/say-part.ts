import type { Part } from '../../../src-main/contract/diagnostics.ts';
import type { Locale } from '../../i18n/locale-context.ts';

/** Why a part is ready or not, in the language of the window. */
export function sayPart({ t, format }: Pick<Locale, 't' | 'format'>, { code, values }: Part): string {
  const { freeBytes = 0, engine = '', device = '' } = values;
  switch (code) {
    case 'library_open':
      return t('diagnostics.libraryOpen');
    case 'disk_free':
      return t('diagnostics.diskFree', { size: format.bytes(freeBytes) });
    case 'engine_ready':
      return device === '' ? engine : t('diagnostics.engineRuns', { engine, device });
    case 'engine_missing':
      return t('diagnostics.engineMissing', { engine });
    default:
      return t.show({ key: `error.${code}`, values: {} });
  }
}
