import type { Settings } from '../../contract/settings.ts';
import { AppError } from '../../rpc/errors.ts';
import type { ReadableDb } from '../../storage/database.ts';
import { needRoom } from '../../storage/room.ts';
import { bytesOfSounds } from './queries.ts';

const GIGABYTE = 1024 ** 3;

/** How many bytes of the disk no sound may take. */
export const keptFree = ({ minFreeMegabytes }: Settings) => minFreeMegabytes * 1024 ** 2;

export function checkRoom(folder: string, bytes: number, settings: Settings): void {
  needRoom(folder, bytes, keptFree(settings));
}

/** Whether the library may hold so much more. */
export function checkQuota(db: ReadableDb, bytes: number, { maxLibraryGigabytes }: Settings): void {
  if (maxLibraryGigabytes === 0) return;
  const used = bytesOfSounds(db);
  if (used + bytes <= maxLibraryGigabytes * GIGABYTE) return;
  throw new AppError(
    'library_full',
    `The sounds in the library would take more than the ${String(maxLibraryGigabytes)} GB that the setting maxLibraryGigabytes allows. They take ${(used / GIGABYTE).toFixed(1)} GB now.`,
    { used, needed: bytes, gigabytes: maxLibraryGigabytes },
  );
}
