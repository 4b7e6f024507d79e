import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../rpc/errors.ts';
import { letGo, placeFile } from '../../storage/place-file.ts';

export interface OutFile {
  /** Without its ending. */
  name: string;
  ending: string;
  data: Uint8Array;
}

/** Writes a file of this name, or of the first that is free, into the folder: whole or not at all. */
export function writeOut(folder: string, file: OutFile, overwrite = false): string {
  try {
    mkdirSync(folder, { recursive: true });
    return place(folder, file, overwrite);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw error;
    const message = 'Nothing can be written to the folder of --out.';
    throw new AppError('invalid_input', message, { native: code }, { cause: error });
  }
}

function place(folder: string, { name, ending, data }: OutFile, overwrite: boolean): string {
  const partial = join(folder, `.${randomUUID()}.meetmemo-partial`);
  try {
    writeFileSync(partial, data, { flag: 'wx', flush: true });
    return join(folder, placeFile(partial, name, ending, overwrite));
  } finally {
    letGo(partial);
  }
}
