import { closeSync, openSync, readSync, statSync, truncateSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';

export const PAGE = 4096;

/** Overwrites whole pages, as a failing disk does. The first page is number 1. */
export function overwritePages(file: string, pages: readonly number[], byte = 0x5a): void {
  const handle = openSync(file, 'r+');
  for (const page of pages) writeSync(handle, Buffer.alloc(PAGE, byte), 0, PAGE, (page - 1) * PAGE);
  closeSync(handle);
}

export function cutTo(file: string, bytes: number): void {
  truncateSync(file, bytes);
}

export function pageCount(file: string): number {
  return Math.floor(statSync(file).size / PAGE);
}

/** The pages that hold the rows of a table themselves: leaves of its tree, told by their first byte. */
export function leavesOf(file: string, table: string): number[] {
  const db = new Database(file, { readonly: true });
  const root = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table) as number;
  db.close();
  const handle = openSync(file, 'r');
  const leaves: number[] = [];
  const visit = (page: number) => {
    const bytes = Buffer.alloc(PAGE);
    readSync(handle, bytes, 0, PAGE, (page - 1) * PAGE);
    const start = page === 1 ? 100 : 0;
    const kind = bytes[start];
    if (kind === 13) leaves.push(page);
    if (kind !== 5) return;
    const cells = bytes.readUInt16BE(start + 3);
    for (let cell = 0; cell < cells; cell += 1) {
      visit(bytes.readUInt32BE(bytes.readUInt16BE(start + 12 + cell * 2)));
    }
    visit(bytes.readUInt32BE(start + 8));
  };
  visit(root);
  closeSync(handle);
  return leaves;
}
