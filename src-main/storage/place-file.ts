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

const numbered = (name: string, number: number) => (number === 1 ? name : `${name} (${String(number)})`);

/** A name without its ending: the first number that is taken with none of these endings. */
export function freeName(
  name: string,
  endings: readonly string[],
  isTaken: (file: string) => boolean,
): string {
  for (let number = 1; ; number += 1) {
    const own = numbered(name, number);
    if (!endings.some((ending) => isTaken(`${own}.${ending}`))) return own;
  }
}

/** Whether there is a file of this name, other than the one that was written beside. */
export function isTakenFrom(partial: string, path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined && !isSame(partial, path);
}

/**
 * Gives a whole file its name in the same folder, or the first that is free, and returns that. The file keeps the name
 * that it was written under besides, for `letGo`: whoever is cut off in between finds out with `hasArrived`, and gets
 * the same name again. null: the name is taken, and the file is to be left out then.
 */
export function placeFile(
  partial: string,
  name: string,
  ending: string,
  ifThere: 'keepBoth' | 'replace',
): string;
export function placeFile(partial: string, name: string, ending: string, ifThere: IfThere): string | null;
export function placeFile(partial: string, name: string, ending: string, ifThere: IfThere): string | null {
  const folder = dirname(partial);
  for (let number = 1; ; number += 1) {
    const own = `${numbered(name, number)}.${ending}`;
    const path = join(folder, own);
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
