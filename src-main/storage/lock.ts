import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../rpc/errors.ts';

export interface Lock {
  release(): void;
}

const hasCode = (error: unknown, prefix: string) =>
  error instanceof Error && 'code' in error && String(error.code).startsWith(prefix);

function tryLock(file: string): Lock {
  const db = new Database(file, { timeout: 0 });
  try {
    db.exec('CREATE TABLE IF NOT EXISTS owner (pid INTEGER NOT NULL) STRICT');
    db.transaction(() => {
      db.exec('DELETE FROM owner');
      db.prepare('INSERT INTO owner VALUES (?)').run(process.pid);
    }).immediate();
  } catch (error) {
    // On a full disk the library still opens, to be read; only our number can't be told then.
    if (!hasCode(error, 'SQLITE_FULL') && !hasCode(error, 'SQLITE_BUSY')) {
      db.close();
      throw error;
    }
  }
  try {
    // A write lock that is held and never used: others can read our number but not take our place.
    // The system drops it when the process ends, however it ends.
    db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const pid = hasCode(error, 'SQLITE_BUSY') ? readOwner(db) : null;
    db.close();
    if (!hasCode(error, 'SQLITE_BUSY')) throw error;
    const who = pid === null ? 'another process' : `process ${String(pid)}`;
    throw new AppError('library_busy', `This library is already open in ${who}.`, { pid }, { cause: error });
  }
  return {
    release: () => {
      db.close();
    },
  };
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
  try {
    return tryLock(file);
  } catch (error) {
    // The lock file holds nothing worth keeping; damaged, it must not keep a person from the library.
    if (!hasCode(error, 'SQLITE_NOTADB') && !hasCode(error, 'SQLITE_CORRUPT')) throw error;
    rmSync(file, { force: true });
    return tryLock(file);
  }
}
