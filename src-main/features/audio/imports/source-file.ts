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
