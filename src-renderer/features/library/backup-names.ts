import type { Backup } from '../../../src-main/contract/library.ts';
import type { Locale } from '../../i18n/locale-context.ts';

const kindTexts = {
  daily: 'library.kindDaily',
  manual: 'library.kindManual',
  'before-migration': 'library.kindMigration',
  'before-restore': 'library.kindRestore',
} as const;

export interface NamedBackup {
  backup: Backup;
  date: string;
  kind: string;
}

/** When each was made, as finely as it takes to tell it from the others, and what for. */
export function nameBackups(
  { t, format }: Pick<Locale, 't' | 'format'>,
  backups: readonly Backup[],
): NamedBackup[] {
  const ways = [format.compact, format.compactToSecond, format.compactToMs];
  const taken = ways.map((way) => Map.groupBy(backups, ({ madeAt }) => way(madeAt)));
  return backups.map((backup) => {
    const dates = ways.map((way) => way(backup.madeAt));
    const date = dates.find((one, index) => taken[index]?.get(one)?.length === 1) ?? dates.at(-1) ?? '';
    return { backup, date, kind: t(kindTexts[backup.kind]) };
  });
}
