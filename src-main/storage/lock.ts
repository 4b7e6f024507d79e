import { closeSync, existsSync, lstatSync, openSync, truncateSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../rpc/errors.ts';

export interface Lock {
  release(): void;
}

const hasCode = (error: unknown, prefix: string) =>
  error instanceof Error && 'code' in error && String(error.code).startsWith(prefix);

function busy(db: Database.Database, cause: unknown): AppError {
  const pid = readOwner(db);
  const who = pid === null ? 'another process' : `process ${pid}`;
  return new AppError('library_busy', `This library is already open in ${who}.`, { pid }, { cause });
}

/** Writes our number and takes the write lock; false when another starter's number came between the two. */
function take(db: Database.Database): boolean {
  let full = false;
  try {
    db.exec('CREATE TABLE IF NOT EXISTS owner (pid INTEGER NOT NULL) STRICT');
    db.transaction(() => {
      db.exec('DELETE FROM owner');
      db.prepare('INSERT INTO owner VALUES (?)').run(process.pid);
    }).immediate();
  } catch (error) {
    // On a full disk the library still opens, to be read; only our number can't be told then.
    full = hasCode(error, 'SQLITE_FULL');
    if (!full && !hasCode(error, 'SQLITE_BUSY')) throw error;
  }
  // A write lock that is held and never used: others can read our number but not take our place.
  // The system drops it when the process ends, however it ends.
  db.exec('BEGIN IMMEDIATE');
  if (full || readOwner(db) === process.pid) return true;
  db.exec('ROLLBACK');
  return false;
}

function tryLock(file: string): Lock {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  // Long enough that whoever still has the lock then is its owner, not another starter passing through.
  const db = new Database(file, { timeout: 200 });
  try {
    // Two that start within a moment may write over one another's number.
    for (let tries = 0; tries < 100; tries += 1) {
      if (take(db)) return { release: () => db.close() };
    }
    throw new AppError('library_busy', 'This library is being opened by another process.', { pid: null });
  } catch (error) {
    const refusal = hasCode(error, 'SQLITE_BUSY') ? busy(db, error) : error;
    db.close();
    throw refusal;
  }
}

function readOwner(db: Database.Database): number | null {
  try {
    return (db.prepare('SELECT pid FROM owner').get() as { pid: number } | undefined)?.pid ?? null;
  } catch {
    return null;
  }
}

/** One process at a time per library. */
export function acquireLock(file: string): Lock {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile()) {
    // Whatever it points to is not ours to write to.
    throw new AppError(
      'library_unusable',
      'The lock file of the library is a link or no file at all. Remove it.',
    );
  }
  try {
    return tryLock(file);
  } catch (error) {
    // The lock file holds nothing worth keeping; damaged, it must not keep a person from the library.
    if (!hasCode(error, 'SQLITE_NOTADB') && !hasCode(error, 'SQLITE_CORRUPT')) throw error;
    // Emptied, not removed: whoever holds it now still holds it then.
    truncateSync(file);
    return tryLock(file);
  }
}
