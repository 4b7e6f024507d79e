import { lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../rpc/errors.ts';
import { openDatabase, type Db } from './database.ts';
import { makeFolder, replaceFile, stamp, timeOfStamp } from './files.ts';
import { checkSchema, checkVersion, type Migration } from './migrate.ts';

const kinds = ['daily', 'manual', 'before-migration', 'before-restore'] as const;
export type BackupKind = (typeof kinds)[number];

export interface Backup {
  name: string;
  kind: BackupKind;
  madeAt: number;
  bytes: number;
}

/** Throws `library_damaged` when a page, an index entry or a constraint is broken. */
export function quickCheck(db: Db): void {
  const result = db.get<{ quick_check: string }>('PRAGMA quick_check(1)');
  if (result?.quick_check !== 'ok') {
    throw new AppError('library_damaged', 'A part of the library file can not be read.');
  }
}

function parseName(name: string): { kind: BackupKind; madeAt: number } | undefined {
  const parts = /^([a-z-]+)-(\d{8}T\d{9}Z)\.db$/.exec(name);
  const kind = kinds.find((known) => known === parts?.[1]);
  const madeAt = timeOfStamp(parts?.[2] ?? '');
  return kind && madeAt !== undefined ? { kind, madeAt } : undefined;
}

/** Newest first. */
export function listBackups(folder: string): Backup[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const parsed = parseName(name);
      const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
      return parsed && found?.isFile() ? [{ name, ...parsed, bytes: found.size }] : [];
    })
    .sort((a, b) => b.madeAt - a.madeAt);
}

/** A name that no backup has yet, even when two are made within a millisecond. */
export function freshBackup(
  folder: string,
  kind: BackupKind,
): { name: string; path: string; madeAt: number } {
  makeFolder(folder);
  const taken = new Set(listBackups(folder).map(({ madeAt }) => madeAt));
  let madeAt = Date.now();
  while (taken.has(madeAt)) madeAt += 1;
  const name = `${kind}-${stamp(madeAt)}.db`;
  return { name, path: join(folder, name), madeAt };
}

/** Opens a copy and checks it, as if it were the library. */
export function verifyCopy(path: string, migrations: readonly Migration[]): void {
  const copy = openDatabase(path, { readonly: true });
  try {
    quickCheck(copy);
    if (checkVersion(copy, migrations) === 0) {
      throw new AppError('library_damaged', 'There is no library in this copy.');
    }
    checkSchema(copy, migrations);
  } finally {
    copy.close();
    // A connection that only reads can't remove these itself.
    rmSync(`${path}-wal`, { force: true });
    rmSync(`${path}-shm`, { force: true });
  }
}

/** A whole, checked copy of the library as it is now. VACUUM INTO works on an encrypted library too. */
export function makeBackup(
  db: Db,
  folder: string,
  kind: BackupKind,
  migrations: readonly Migration[],
): Backup {
  const { name, path, madeAt } = freshBackup(folder, kind);
  replaceFile(path, (partial) => {
    db.run('VACUUM INTO ?', partial);
    verifyCopy(partial, migrations);
  });
  return { name, kind, madeAt, bytes: statSync(path).size };
}

/** Two made within a moment may be dated a little ahead. */
const AHEAD_MS = 1000;

/** Dated in the future, made before the clock was set back: nobody knows how old it is. */
export const isFromFuture = ({ madeAt }: Backup) => madeAt > Date.now() + AHEAD_MS;

/** Removes the oldest of a kind beyond the number to keep; those from the future first, lest they outlive what was made just now. */
export function pruneBackups(folder: string, kind: BackupKind, keep: number): void {
  const all = listBackups(folder).filter((backup) => backup.kind === kind);
  const own = [...all.filter((backup) => !isFromFuture(backup)), ...all.filter(isFromFuture)];
  for (const { name } of own.slice(keep)) rmSync(join(folder, name), { force: true });
}
