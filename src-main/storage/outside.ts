import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { AppError } from '../rpc/errors.ts';

/** Where a path leads: links followed and letters as they are on the disk, as far as it exists. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPath(above), basename(path));
  }
}

/** What goes to other people, or is theirs, does not get mixed up with what the library keeps. Takes full paths. */
export function checkOutside(home: string, path: string): void {
  const way = relative(realPath(home), realPath(path));
  if (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
    throw new AppError('invalid_input', "Nothing is written into the library's own folder.");
}
