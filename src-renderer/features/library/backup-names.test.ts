import { expect, test } from 'vitest';
import type { Backup } from '../../../src-main/contract/library.ts';
import { createLocale } from '../../i18n/locale-context.ts';
import { nameBackups } from './backup-names.ts';

const at = (minute: number, second: number, kind: Backup['kind'] = 'manual', ms = 0): Backup => ({
  name: `${String(minute)}-${String(second)}`,
  kind,
  madeAt: new Date(2026, 4, 20, 14, minute, second, ms).getTime(),
  bytes: 1,
});

test('seconds are told where two were made in the same minute, and nowhere else', () => {
  const names = nameBackups(createLocale('en', 'en-GB'), [at(7, 41), at(7, 5), at(6, 0, 'daily')]);
  expect(names.map(({ date }) => date)).toEqual([
    '20 May 2026, 14:07:41',
    '20 May 2026, 14:07:05',
    '20 May 2026, 14:06',
  ]);
});

test('even within a second no two are called the same', () => {
  const backups = [at(7, 41, 'manual', 7), at(7, 41, 'manual', 6), at(7, 42)];
  expect(nameBackups(createLocale('en', 'en-GB'), backups).map(({ date }) => date)).toEqual([
    '20 May 2026, 14:07:41.007',
    '20 May 2026, 14:07:41.006',
    '20 May 2026, 14:07:42',
  ]);
});

test('each kind has its word', () => {
  const kinds = ['daily', 'manual', 'before-migration', 'before-restore'] as const;
  const names = nameBackups(
    createLocale('de', 'de'),
    kinds.map((kind, minute) => at(minute, 0, kind)),
  );
  expect(names.map(({ kind }) => kind)).toEqual([
    'Täglich',
    'Von Hand',
    'Vor einer Aktualisierung',
    'Vor dem Einspielen',
  ]);
});
