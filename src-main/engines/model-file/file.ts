import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../rpc/errors.ts';
import type { Source } from './reader.ts';

/** Opens a model file for whoever reads its structure, and closes it again. */
export function readModelFile<T>(path: string, work: (source: Source) => T): T {
  const file = open(path);
  try {
    const { size } = fstatSync(file);
    return work({
      size,
      read(offset, length) {
        const bytes = Buffer.allocUnsafe(length);
        return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
      },
    });
  } finally {
    closeSync(file);
  }
}

function open(path: string): number {
  let file: number;
  try {
    // A pipe would hold us up for ever. Windows has no such flag, whatever the types say.
    file = openSync(path, constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0));
  } catch (error) {
    const isHidden = error instanceof Error && 'code' in error && error.code === 'EACCES';
    throw new AppError(
      isHidden ? 'permission_denied' : 'not_found',
      'The model file can not be opened.',
      {},
      { cause: error },
    );
  }
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new AppError('unsupported_format', 'This is not a file.');
}
