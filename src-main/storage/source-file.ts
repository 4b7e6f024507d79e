import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { AppError, type ErrorCode } from '../rpc/errors.ts';

function problemOf(cause: unknown, path: string): AppError {
  const native = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const problem = (code: ErrorCode, message: string) => new AppError(code, message, {}, { cause });
  if (native === 'EACCES' || native === 'EPERM') return problem('permission_denied', 'This may not be read.');
  if (native === 'ELOOP') return problem('link_loop', 'This is a link that leads back to itself.');
  // What stands for bytes that are no text leads to no file.
  if (path.includes('\ufffd')) {
    return problem(
      'name_unreadable',
      'The name of this file is not valid text, so it can not be opened. Rename it, then import it again.',
    );
  }
  return problem('not_found', 'There is no such file.');
}

/** Looks at a person's file before a process is asked to read it: a pipe would hold that up for ever. */
export async function lookAt(path: string): Promise<{ bytes: number; modifiedAt: number }> {
  const found = await stat(path).catch((error: unknown) => {
    throw problemOf(error, path);
  });
  // One that could be walked would not have come here.
  if (found.isDirectory()) {
    await access(path, constants.R_OK).catch((error: unknown) => {
      throw problemOf(error, path);
    });
  }
  if (!found.isFile()) throw new AppError('not_a_file', 'This is not a file but a folder or a device.');
  if (found.size === 0) throw new AppError('file_empty', 'The file is empty.');
  return { bytes: found.size, modifiedAt: found.mtimeMs };
}
