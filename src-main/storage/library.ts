import {
  closeSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError, wrapError, type ErrorCode } from '../rpc/errors.ts';
import {
  freshBackup,
  isFromFuture,
  listBackups,
  makeBackup,
  pruneBackups,
  quickCheck,
  verifyCopy,
  type Backup,
  type BackupKind,
} from './backups.ts';
import { openDatabase, type Db, type DatabaseOptions } from './database.ts';
import { makeFolder, replaceFile, stamp, syncToDisk } from './files.ts';
import { acquireLock, type Lock } from './lock.ts';
import { checkHeader, checkSchema, checkVersion, migrate, type Migration } from './migrate.ts';
import { createReserve } from './reserve.ts';
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
  /** Does what makes room, or leads to it, even where the disk is full. What is deleted leaves no page behind. `work` may run twice. */
  freeing<T>(work: (db: Db) => T): T;
  /** Does what a full disk must not prevent, and what needs no more than a little room. `work` may run twice. */
  withReserve<T>(work: () => T): T;
  /** Keeps room for that, where a full disk had taken it. */
  keepReserve(): void;
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
  /** A library that could not be opened for want of room could be now. */
  onReopened?: () => void;
}

const DAY = 24 * 60 * 60 * 1000;
const COPIES_KEPT = 5;

const bytesOf = (path: string) => (existsSync(path) ? statSync(path).size : 0);

/** A folder that can't be read, such as on a disk that is not there now, may well hold some. */
function mayHoldBackups(folder: string): boolean {
  if (!lstatSync(folder, { throwIfNoEntry: false })) return false;
  try {
    readdirSync(folder);
  } catch {
    return true;
  }
  return listBackups(folder).length > 0;
}

/** Names that only we give: a person may keep other things in the folder. */
const ownPartial =
  /^(library\.restoring\.db|salvaged-\d{8}T\d{9}Z\.jsonl|(settings|window)\.json|[a-z-]+-\d{8}T\d{9}Z\.db)\.partial(-wal|-shm|-journal)?$/;

/** What a copy that was cut off left behind. */
function removePartials(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile() && ownPartial.test(entry.name)) rmSync(join(folder, entry.name), { force: true });
  }
}

/**
 * Opens the library folder. Only one that is in use by another process is an error here; a library that is damaged,
 * from the future or on a disk that fails opens as `unusable`, so that the window can say so and offer a way out.
 */
export function openLibrary({
  home,
  migrations,
  onReopened = () => undefined,
  ...options
}: LibraryOptions): Library {
  const file = join(home, 'library.db');
  const restoring = join(home, 'library.restoring.db');
  const backupFolder = join(home, 'backups');
  const reserve = createReserve(home);
  let lock: Lock | undefined;
  let db: Db | undefined;
  let failure: AppError | undefined;

  function openFile(): Db {
    // A restore that was cut off: before the old file had been moved away, or after.
    if (lstatSync(restoring, { throwIfNoEntry: false })?.isFile()) {
      if (existsSync(file)) rmSync(restoring);
      else {
        moveAside();
        renameSync(restoring, file);
      }
    }
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found && !found.isFile()) {
      // Copies, restores and the lock would work on the link, and the writes on what it points to.
      throw new AppError(
        'library_unusable',
        'The library file is a link or no file at all. Put the file itself into the folder.',
      );
    }
    if (bytesOf(file) === 0 && (mayHoldBackups(backupFolder) || bytesOf(`${file}-wal`) > 0)) {
      // SQLite would begin a new library, and nobody would look for what was in the old one.
      throw new AppError('library_damaged', 'The library file is gone or empty, but there are traces of it.');
    }
    // Before anything can write: what is not ours, or too new, is left to the byte as it was.
    checkHeader(file, migrations);
    // Made here, so that nobody else may read it; SQLite gives its other files the same rights.
    if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600));
    const opened = openDatabase(file, options);
    try {
      quickCheck(opened);
      checkVersion(opened, migrations);
      checkSchema(opened, migrations);
      migrate(opened, migrations, () => {
        makeBackup(opened, backupFolder, 'before-migration', migrations);
        pruneBackups(backupFolder, 'before-migration', COPIES_KEPT);
      });
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  }

  function open(): void {
    try {
      makeFolder(home);
      lock ??= acquireLock(join(home, 'library.lock'));
      removePartials(home);
      removePartials(backupFolder);
      // Without the library nothing in it could be deleted to make room.
      db = reserve.spend(openFile);
      reserve.keep();
      failure = undefined;
    } catch (error) {
      failure = wrapError(error);
    }
  }

  /** A full disk is the one trouble that passes by itself. */
  function tryAgain(): void {
    if (failure?.code !== 'disk_full') return;
    open();
    if (status().state === 'open') onReopened();
  }

  function status(): LibraryStatus {
    if (!failure) return { state: 'open', code: null, message: null };
    return { state: 'unusable', code: failure.code, message: failure.message };
  }

  function needDb(): Db {
    tryAgain();
    if (db) return db;
    throw failure ?? new AppError('library_unusable', 'The library is closed.');
  }

  /** The write-ahead log holds pages as they were before. */
  function wipeLog(): void {
    try {
      db?.get('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // What was deleted is so all the same. On a full disk the log goes when the library is closed.
    }
  }

  /** Closes the library with everything in its one file, or leaves it open and throws. */
  function closeWhole(open: Db): void {
    open.get('PRAGMA wal_checkpoint(TRUNCATE)');
    if (bytesOf(`${file}-wal`) > 0) {
      throw new AppError('library_unusable', 'The library could not be closed, so nothing was moved.');
    }
    open.close();
    db = undefined;
  }

  /** Moves the library file out of the way, to where it can be found again. */
  function setAside(): void {
    if (db) {
      const { path } = freshBackup(backupFolder, 'before-restore');
      closeWhole(db);
      renameSync(file, path);
      pruneBackups(backupFolder, 'before-restore', COPIES_KEPT);
      return;
    }
    moveAside();
  }

  /** The library file first: as long as it is here, its write-ahead log must be beside it. */
  function moveAside(): void {
    const names = ['library.db', 'library.db-journal', 'library.db-wal', 'library.db-shm'].filter((name) =>
      existsSync(join(home, name)),
    );
    if (names.length === 0) return;
    const aside = join(home, `set-aside-${stamp(Date.now())}`);
    mkdirSync(aside, { mode: 0o700 });
    for (const name of names) renameSync(join(home, name), join(aside, name));
    syncToDisk(aside);
  }

  open();
  if (failure?.code === 'library_busy') throw failure;

  return {
    get db() {
      return needDb();
    },
    get status() {
      tryAgain();
      return status();
    },
    freeing(work) {
      return reserve.spend(() => {
        const done = work(needDb());
        wipeLog();
        return done;
      });
    },
    withReserve: (work) => reserve.spend(work),
    keepReserve() {
      if (db) reserve.keep();
    },
    backups: () => listBackups(backupFolder),
    backUp: (kind) => makeBackup(needDb(), backupFolder, kind, migrations),
    backUpDaily(keep) {
      const newest = listBackups(backupFolder).find(
        (known) => known.kind === 'daily' && !isFromFuture(known),
      );
      if (!newest || Date.now() - newest.madeAt > DAY)
        makeBackup(needDb(), backupFolder, 'daily', migrations);
      pruneBackups(backupFolder, 'daily', keep);
    },
    restore(name) {
      const backup = listBackups(backupFolder).find((known) => known.name === name);
      if (!backup) throw new AppError('not_found', 'There is no such backup.');
      // Without the lock the file may be another process's, which would go on writing to what was moved away.
      lock ??= acquireLock(join(home, 'library.lock'));
      // Nothing is moved until a whole, readable copy lies ready.
      replaceFile(restoring, (partial) => {
        copyFileSync(join(backupFolder, name), partial);
        verifyCopy(partial, migrations);
      });
      try {
        setAside();
        renameSync(restoring, file);
        syncToDisk(home);
      } catch (error) {
        // Where the old file has gone already, opening puts the new one in its place.
        if (existsSync(file)) rmSync(restoring, { force: true });
        if (!db) open();
        throw error;
      }
      open();
      return status();
    },
    salvage() {
      const path = join(home, `salvaged-${stamp(Date.now())}.jsonl`);
      return { path, tables: salvage(file, path) };
    },
    close() {
      db?.close();
      db = undefined;
      lock?.release();
    },
  };
}
