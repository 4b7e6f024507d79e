import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { AppError, wrapError } from '../../rpc/errors.ts';

export const unsupported = (details = {}) =>
  new AppError('unsupported_format', 'This is not a sound or video file that MeetMemo can read.', details);

export const noSoundTrack = () => new AppError('no_sound_track', 'This video has no sound track.');

export const damaged = () =>
  new AppError('file_damaged', 'The file is damaged: nothing in it can be decoded.');

export const changed = () => new AppError('file_changed', 'The file changed while it was being read.');

const gone = (cause: unknown) => new AppError('not_found', 'There is no such file.', {}, { cause });

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** What a failure to open or read a person's own file means. Not a word of its path goes along. */
export function sourceProblem(error: unknown): AppError {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ELOOP':
    case 'ERR_INVALID_ARG_VALUE':
      return gone(error);
    case 'EACCES':
    case 'EPERM':
      return new AppError('permission_denied', 'The file may not be read.', {}, { cause: error });
    case 'EISDIR':
    case 'ENXIO':
    case 'ENODEV':
      return notAFile();
    case 'EIO':
      return new AppError('file_damaged', 'The disk can not read the file.', {}, { cause: error });
    default:
      return wrapError(error);
  }
}

const notAFile = () => new AppError('not_a_file', 'This is not a file but a folder or a device.');

/** Opens a file for reading, links followed. Without O_NONBLOCK a pipe would hold us up for ever. */
export async function openRegular(path: string): Promise<FileHandle> {
  // Windows has no such flag, whatever the types say.
  const nonBlock = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0;
  const file = await open(path, constants.O_RDONLY | nonBlock).catch((error: unknown) => {
    throw sourceProblem(error);
  });
  const isFile = await file.stat().then((stat) => stat.isFile());
  if (isFile) return file;
  await file.close();
  throw notAFile();
}
