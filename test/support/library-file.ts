import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Looks at a library's file from outside, as another program would. */
export function openFile(home: string): Database.Database {
  return new Database(join(home, 'library.db'), { readonly: true, fileMustExist: true });
}

export function lookInto<T>(home: string, look: (db: Database.Database) => T): T {
  const db = openFile(home);
  try {
    return look(db);
  } finally {
    db.close();
  }
}

/** Writes to it past the app. */
export function changeLibrary(home: string, change: (db: Database.Database) => void): void {
  const db = new Database(join(home, 'library.db'), { fileMustExist: true });
  try {
    change(db);
  } finally {
    db.close();
  }
}

/** Every row of every table, counted and hashed. */
export function contentOf(db: Database.Database): { rows: number; hash: string } {
  const hash = createHash('sha256');
  let rows = 0;
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  for (const { name } of tables as { name: string }[]) {
    hash.update(name);
    for (const row of db.prepare(`SELECT * FROM "${name}" ORDER BY rowid`).iterate()) {
      rows += 1;
      hash.update(JSON.stringify(row));
    }
  }
  return { rows, hash: hash.digest('hex') };
}

export function integrityOf(home: string): unknown {
  return lookInto(home, (db) => db.pragma('integrity_check', { simple: true }));
}

/** All that the file of a library holds, and what was written over. */
export const keptIn = (home: string): string =>
  ['library.db', 'library.db-wal']
    .map((name) => join(home, name))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'latin1'))
    .join('');
