import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../rpc/errors.ts';

/** A folder, and those above it. Node's own way never returns from /proc, which takes no folders. */
export function makeFolders(path: string, mode?: number): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolders(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

/** The library's folder, for us alone. */
export function makeFolder(path: string): void {
  try {
    makeFolders(path, 0o700);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A link to nowhere is there already, and yet is no folder.
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
    throw new AppError(
      'library_unusable',
      'The library folder does not exist and can not be made.',
      {},
      { cause: error },
    );
  }
}

/** Makes sure that a file's bytes, or a folder's entries, are on the disk. */
export function syncToDisk(path: string): void {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    // Windows opens no folders, and needs no sync of them.
    if (process.platform === 'win32') return;
    throw error;
  }
  try {
    fsyncSync(handle);
  } catch (error) {
    if (process.platform !== 'win32') throw error;
  } finally {
    closeSync(handle);
  }
}

/** Writes beside and renames, so that the file is whole, old or new, whenever the machine stops. */
export function replaceFile(path: string, write: (partial: string) => void): void {
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  try {
    write(partial);
    chmodSync(partial, 0o600);
    syncToDisk(partial);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  syncToDisk(dirname(path));
}

export function writeJson(path: string, value: unknown): void {
  replaceFile(path, (partial) => {
    writeFileSync(partial, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  });
}

/** A moment as part of a file name: 20261121T084600123Z. */
export function stamp(time: number): string {
  return new Date(time).toISOString().replace(/[-:.]/g, '');
}

export function timeOfStamp(value: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(value);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, ms] = parts;
  const time = Date.parse(
    `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}.${ms ?? ''}Z`,
  );
  return Number.isNaN(time) ? undefined : time;
}
