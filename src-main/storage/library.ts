import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, wrapError, type ErrorCode } from '../rpc/errors.ts';
import { freshBackup, listBackups, makeBackup, pruneBackups, quickCheck, verifyCopy } from './backups.ts';
import type { Backup, BackupKind } from './backups.ts';
import { openDatabase, type Db, type DatabaseOptions } from './database.ts';
import { replaceFile, stamp, syncToDisk } from './files.ts';
import { acquireLock, type Lock } from './lock.ts';
import { migrate, type Migration } from './migrate.ts';
import { salvage, type SalvagedTable } from './salvage.ts';

export interface LibraryStatus {
  state: 'open' | 'unusable';
  code: ErrorCode | null;
  message: string | null;
}

export interface Library {
  /** The open database; throws why there is none. */
  readonly db: Db;
  readonly status: LibraryStatus;
  backups(): Backup[];
  backUp(kind: BackupKind): Backup;
  /** Makes today's backup if there is none yet, and drops the oldest beyond `keep`. */
  backUpDaily(keep: number): void;
  restore(name: string): LibraryStatus;
  salvage(): { path: string; tables: SalvagedTable[] };
  close(): void;
}

export interface LibraryOptions extends DatabaseOptions {
  home: string;
  migrations: readonly Migration[];
}

const DAY = 24 * 60 * 60 * 1000;
const TABLES = ['folders', 'meetings', 'meeting_tags'];
const COPIES_KEPT = 5;

/**
 * Opens the library folder. Only one that is in use by another process is an error here; a library that is damaged,
 * from the future or on a disk that fails opens as `unusable`, so that the window can say so and offer a way out.
 */
export function openLibrary({ home, migrations, ...options }: LibraryOptions): Library {
  const file = join(home, 'library.db');
  const restoring = join(home, 'library.restoring.db');
  const backupFolder = join(home, 'backups');

  mkdirSync(home, { recursive: true, mode: 0o700 });
  const lock: Lock = acquireLock(join(home, 'library.lock'));
  let db: Db | undefined;
  let failure: AppError | undefined;

  function open(): void {
    failure = undefined;
    let opened: Db | undefined;
    try {
      // A restore that was cut off after the old file had been moved away.
      if (!existsSync(file) && existsSync(restoring)) renameSync(restoring, file);
      opened = openDatabase(file, options);
      const current = opened;
      quickCheck(current);
      migrate(current, migrations, () => {
        makeBackup(current, backupFolder, 'before-migration', migrations);
        pruneBackups(backupFolder, 'before-migration', COPIES_KEPT);
      });
      db = current;
    } catch (error) {
      opened?.close();
      failure = wrapError(error);
    }
  }

  function status(): LibraryStatus {
    if (!failure) return { state: 'open', code: null, message: null };
    return { state: 'unusable', code: failure.code, message: failure.message };
  }

  /** Moves the library file out of the way, to where it can be found again. */
  function setAside(): void {
    if (db) {
      db.close();
      db = undefined;
      const { path } = freshBackup(backupFolder, 'before-restore');
      renameSync(file, path);
      pruneBackups(backupFolder, 'before-restore', COPIES_KEPT);
      return;
    }
    const aside = join(home, `set-aside-${stamp(Date.now())}`);
    mkdirSync(aside, { mode: 0o700 });
    // The log first: left behind, SQLite would take it for the restored file's.
    for (const name of ['library.db-wal', 'library.db-shm', 'library.db']) {
      if (existsSync(join(home, name))) renameSync(join(home, name), join(aside, name));
    }
    syncToDisk(aside);
  }

  function needDb(): Db {
    if (db) return db;
    throw failure ?? new AppError('library_unusable', 'The library is closed.');
  }

  open();

  return {
    get db() {
      return needDb();
    },
    get status() {
      return status();
    },
    backups: () => listBackups(backupFolder),
    backUp: (kind) => makeBackup(needDb(), backupFolder, kind, migrations),
    backUpDaily(keep) {
      const newest = listBackups(backupFolder).find(({ kind }) => kind === 'daily');
      if (!newest || Date.now() - newest.madeAt > DAY)
        makeBackup(needDb(), backupFolder, 'daily', migrations);
      pruneBackups(backupFolder, 'daily', keep);
    },
    restore(name) {
      const backup = listBackups(backupFolder).find((known) => known.name === name);
      if (!backup) throw new AppError('not_found', 'There is no such backup.');
      // Nothing is moved until a whole, readable copy lies ready.
      replaceFile(restoring, (partial) => {
        copyFileSync(join(backupFolder, name), partial);
        verifyCopy(partial, migrations);
      });
      setAside();
      renameSync(restoring, file);
      syncToDisk(home);
      open();
      return status();
    },
    salvage() {
      const path = join(home, `salvaged-${stamp(Date.now())}.jsonl`);
      return { path, tables: salvage(file, path, TABLES) };
    },
    close() {
      db?.close();
      db = undefined;
      removePartials(backupFolder);
      lock.release();
    },
  };
}

/** What a backup that was cut off left behind. */
function removePartials(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.includes('.partial')) rmSync(join(folder, name), { force: true });
  }
}
