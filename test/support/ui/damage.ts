import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Overwrites the middle of a library's file, as a failing disk would. */
export function damage(home: string): void {
  const path = join(home, 'library.db');
  const { size } = statSync(path);
  const file = openSync(path, 'r+');
  const from = Math.floor(size * 0.2);
  writeSync(file, Buffer.alloc(Math.floor(size * 0.6), 0x5a), 0, Math.floor(size * 0.6), from);
  closeSync(file);
}
