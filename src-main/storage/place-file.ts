import { existsSync, linkSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncToDisk } from './files.ts';

/** Whether a file that was written beside has a name of its own by now: a second one, until it is let go. */
export const hasArrived = (partial: string) =>
  (lstatSync(partial, { throwIfNoEntry: false })?.nlink ?? 0) > 1;

const isSame = (one: string, other: string) => {
  const [a, b] = [lstatSync(one), lstatSync(other)];
  return a.ino !== 0 && a.ino === b.ino && a.dev === b.dev;
};

export type IfThere = 'keepBoth' | 'replace' | 'skip';

/**
 * Gives a whole file its name in the same folder, or the first that is free, and returns that. The file keeps the name
 * that it was written under besides, for `letGo`: whoever is cut off in between finds out with `hasArrived`, and gets
 * the same name again. null: the name is taken, and the file is to be left out then. `isOwn`: of the same work, and so
 * neither replaced nor a reason to leave one out.
 */
export function placeFile(
  partial: string,
  name: string,
  ending: string,
  ifThere: 'keepBoth' | 'replace',
): string;
export function placeFile(
  partial: string,
  name: string,
  ending: string,
  ifThere: IfThere,
  isOwn: (name: string) => boolean,
): string | null;
export function placeFile(
  partial: string,
  name: string,
  ending: string,
  ifThere: IfThere,
  isOwn: (name: string) => boolean = () => false,
): string | null {
  const folder = dirname(partial);
  for (let number = 1; ; number += 1) {
    const own = `${name}${number === 1 ? '' : ` (${String(number)})`}.${ending}`;
    const path = join(folder, own);
    if (isOwn(own)) continue;
    if (ifThere === 'replace') renameSync(partial, path);
    else if (!take(partial, path)) {
      if (ifThere === 'skip') return null;
      continue;
    }
    syncToDisk(folder);
    return own;
  }
}

/** Says whether the name was free, or is this file's already. A rename would replace what is there. */
function take(partial: string, path: string): boolean {
  try {
    linkSync(partial, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return isSame(partial, path);
    // The disks of sticks and cameras know no second names.
    if (existsSync(path)) return false;
    renameSync(partial, path);
    return true;
  }
}

export const letGo = (partial: string) => {
  rmSync(partial, { force: true });
};
