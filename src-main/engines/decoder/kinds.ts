import type { Stream } from 'node-av/lib';
import type { Native } from './native.ts';

export const isSound = (native: Native, { codecpar }: Stream): boolean =>
  codecpar.codecType === native.AVMEDIA_TYPE_AUDIO;

/** Moving pictures; a cover or a thumbnail is none. */
export function isMoving(native: Native, { codecpar, disposition }: Stream): boolean {
  const still =
    native.AV_DISPOSITION_ATTACHED_PIC |
    native.AV_DISPOSITION_STILL_IMAGE |
    native.AV_DISPOSITION_TIMED_THUMBNAILS;
  return codecpar.codecType === native.AVMEDIA_TYPE_VIDEO && (disposition & still) === 0;
}
