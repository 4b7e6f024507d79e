import { statfsSync } from 'node:fs';
import { AppError } from '../rpc/errors.ts';

/** Throws where so many bytes more would leave less than `keepFree` on the folder's disk. */
export function needRoom(folder: string, bytes: number, keepFree: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free - bytes >= keepFree) return;
  throw new AppError('disk_full', 'There is not enough room on the disk for this. Nothing was changed.', {
    free,
    needed: bytes,
  });
}
