import { statfsSync } from 'node:fs';
import { noRoom } from '../rpc/errors.ts';

/** Throws where so many bytes more would leave less than `kept` on the folder's disk. */
export function needRoom(folder: string, bytes: number, kept: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free - bytes < kept) throw noRoom({ free, needed: bytes, kept });
}
