import { appendFileSync, statSync } from 'node:fs';
import { AppError } from '../rpc/errors.ts';
import { openDatabase, type ReadableDb } from './database.ts';
import { replaceFile } from './files.ts';

export interface SalvagedTable {
  table: string;
  rows: number;
  complete: boolean;
}

type Row = Record<string, unknown>;

/** Keys to try one by one after a broken page: more than hundreds of pages hold. */
const TRIES = 50_000;

/**
 * Reads from the start until a broken page, then from the end back to one. What lies between is tried key by key,
 * then from ever farther on, since a broken page hides the keys it held. Returns whether nothing was broken.
 */
function readAround(db: ReadableDb, table: string, take: (row: Row) => void): boolean {
  let first = Number.MIN_SAFE_INTEGER;
  let last = Number.MAX_SAFE_INTEGER;
  // A row at a time: of several read at once, one broken row would lose all.
  const next = (order: 'ASC' | 'DESC', after: number) =>
    db.get<Row & { salvage_key: number }>(
      `SELECT rowid AS salvage_key, * FROM "${table}" WHERE rowid >= ? AND rowid < ? ORDER BY rowid ${order} LIMIT 1`,
      after + 1,
      last,
    );
  const readAll = (order: 'ASC' | 'DESC', after: number) => {
    for (let row = next(order, after); row; row = next(order, Math.max(after, first))) {
      const { salvage_key: key, ...values } = row;
      // A broken page may lead back to where we were: SQLite seeks by its keys and does not look at them again.
      if (key <= Math.max(after, first) || key >= last) throw new Error('The keys are out of order');
      if (order === 'ASC') first = key;
      else last = key;
      take(values);
    }
  };
  const isWhole = (order: 'ASC' | 'DESC', after: number) => {
    try {
      readAll(order, after);
      return true;
    } catch {
      return false;
    }
  };
  if (isWhole('ASC', first)) return true;
  isWhole('DESC', first);
  for (let [step, tries] = [1, 0]; first + step < last;) {
    const before = first;
    if (isWhole('ASC', first + step)) break;
    tries = first === before ? tries + 1 : 0;
    // Every key for a good while, so that no sound page between two broken ones is jumped over.
    if (tries === 0) step = 1;
    else step = tries < TRIES ? step + 1 : step * 2;
  }
  return false;
}

function tableNames(db: ReadableDb): string[] {
  try {
    return db
      .all<{ name: string }>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid`,
      )
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Writes every row that can be read to `target`, one JSON object a line: {table, row}. */
export function salvage(source: string, target: string): SalvagedTable[] {
  // A pipe would be waited for without end.
  if (statSync(source, { throwIfNoEntry: false })?.isFile() === false) {
    throw new AppError('library_unusable', 'The library file is no file, so there is nothing to read in it.');
  }
  const report: SalvagedTable[] = [];
  replaceFile(target, (partial) => {
    appendFileSync(partial, '', { mode: 0o600 });
    let db: ReadableDb & { close(): void };
    try {
      db = openDatabase(source, { readonly: true, damaged: true });
    } catch {
      // Not a database at all any more: the file stays empty, and the report with it.
      return;
    }
    try {
      for (const table of tableNames(db)) {
        let rows = 0;
        let lines: string[] = [];
        const flush = () => {
          appendFileSync(partial, lines.join(''));
          lines = [];
        };
        const complete = readAround(db, table, (row) => {
          rows += 1;
          lines.push(`${JSON.stringify({ table, row })}\n`);
          if (lines.length >= 500) flush();
        });
        flush();
        report.push({ table, rows, complete });
      }
    } finally {
      db.close();
    }
  });
  return report;
}
