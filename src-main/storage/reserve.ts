import { randomBytes } from 'node:crypto';
import { lstatSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wrapError } from '../rpc/errors.ts';

const MOST_BYTES = 4 * 1024 * 1024;
/** Of what is free: the rest of a small disk is needed for other things. */
const SHARE = 0.1;

/** Room kept for a full disk: SQLite has to write to delete, and so nothing could be deleted to make room. */
export function createReserve(home: string) {
  const file = join(home, 'library.reserve');
  const bytes = () => lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;

  /** As much of it as there is room for. */
  function take(wanted: number): void {
    try {
      rmSync(file, { force: true });
      // Bytes that no file system can make smaller.
      writeFileSync(file, randomBytes(wanted), { flag: 'wx', mode: 0o600 });
    } catch {
      // The library works without it, or with less.
    }
  }

  /** Makes it where it is missing or was cut off, and there is room. */
  function keep(): void {
    try {
      const { bavail, bsize } = statfsSync(home);
      const wanted = Math.min(MOST_BYTES, Math.floor(bavail * bsize * SHARE));
      if (bytes() < wanted) take(wanted);
    } catch {
      // A disk that is not there has no room to keep.
    }
  }

  /**
   * Does what a full disk must not prevent: where it would, once more with the room that was kept. What is left of that
   * is kept again at once, or whatever is written next would use it up, and the next deletion find none.
   */
  function spend<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (wrapError(error).code !== 'disk_full' || bytes() === 0) throw error;
      const kept = bytes();
      rmSync(file);
      try {
        return work();
      } finally {
        take(kept);
      }
    }
  }

  return { keep, spend };
}
