import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../rpc/errors.ts';
import { makeFolders } from '../../storage/files.ts';
import { letGo, placeFile } from '../../storage/place-file.ts';

export interface OutFile {
  /** Without its ending. */
  name: string;
  ending: string;
  data: Uint8Array;
}

/** Writes a file of this name, or of the first that is free, into the folder: whole or not at all. */
export function writeOut(folder: string, file: OutFile, overwrite = false): string {
  return refusing(() => {
    makeFolders(folder);
    return place(folder, file, overwrite);
  });
}

/** Before any work is done for it: whether files can be made there, or in the nearest folder that is there. */
export function checkOut(folder: string): void {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  refusing(() => {
    const path = partialIn(there);
    writeFileSync(path, '', { flag: 'wx' });
    rmSync(path);
  });
}

const partialIn = (folder: string) => join(folder, `.${randomUUID()}.meetmemo-partial`);

function refusing<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw error;
    const message = 'Nothing can be written to the folder of --out.';
    throw new AppError('invalid_input', message, { native: code }, { cause: error });
  }
}

function place(folder: string, { name, ending, data }: OutFile, overwrite: boolean): string {
  const partial = partialIn(folder);
  try {
    writeFileSync(partial, data, { flag: 'wx', flush: true });
    return join(folder, placeFile(partial, name, ending, overwrite ? 'replace' : 'keepBoth'));
  } finally {
    letGo(partial);
  }
}
