import { stat } from 'node:fs/promises';
import { AppError } from '../rpc/errors.ts';

/** Looks at a person's file before a process is asked to read it: a pipe would hold that up for ever. */
export async function lookAt(path: string): Promise<{ bytes: number; modifiedAt: number }> {
  const found = await stat(path).catch((error: unknown) => {
    const isHidden = error instanceof Error && 'code' in error && error.code === 'EACCES';
    throw isHidden
      ? new AppError('permission_denied', 'The file may not be read.', {}, { cause: error })
      : new AppError('not_found', 'The file is not there any more.', {}, { cause: error });
  });
  if (!found.isFile()) throw new AppError('not_a_file', 'This is not a file but a folder or a device.');
  if (found.size === 0) throw new AppError('file_damaged', 'The file is empty.');
  return { bytes: found.size, modifiedAt: found.mtimeMs };
}
