import { stat } from 'node:fs/promises';
import type { Settings } from '../../../contract/settings.ts';
import { AppError } from '../../../rpc/errors.ts';

const GIGABYTE = 1024 ** 3;

export const maxBytesOf = ({ maxFileGigabytes }: Settings) => maxFileGigabytes * GIGABYTE;

export function checkSize(bytes: number, settings: Settings): void {
  if (bytes <= maxBytesOf(settings)) return;
  throw new AppError(
    'too_large',
    `The file is larger than the ${String(settings.maxFileGigabytes)} GB that the settings allow.`,
  );
}

/** Looks at a file before a process is asked to read it. */
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
