import type { Inspection } from '../process/contract.ts';
import type { Media } from './media.ts';
import { recordedAtOf, titleOf } from './metadata.ts';
import type { Native } from './native.ts';
import { secondsOf } from './seconds.ts';
import { describeTracks, hasVideo, withoutSound } from './tracks.ts';

export function inspect(native: Native, media: Media, now: number): Inspection {
  const tracks = describeTracks(native, media);
  if (tracks.length === 0) throw withoutSound(native, media);
  // Ogg keeps its tags with the stream.
  const streamTags = media.streams.find(({ index }) => index === tracks[0]?.index)?.metadata?.getAll() ?? {};
  const fileTags = media.context.metadata?.getAll() ?? {};
  const isOgg = containerOf(media) === 'ogg';
  const tags = isOgg ? { ...streamTags, ...fileTags } : fileTags;
  const claimed = secondsOf(native, media.context.duration, native.AV_TIME_BASE_Q);
  return {
    container: containerOf(media),
    hasVideo: hasVideo(native, media),
    tracks,
    title: titleOf(tags),
    recordedAt: recordedAtOf(tags, now),
    claimedMs: claimed === null || claimed < 0 ? null : Math.round(claimed * 1000),
  };
}

/** FFmpeg has one name for a family; which of its members it is stands at the file's start. */
function containerOf({ context, head }: Media): string {
  const [family = 'unknown'] = (context.iformat?.name ?? '').split(',');
  switch (family) {
    case 'matroska':
      return head.subarray(0, 128).includes('webm') ? 'webm' : 'matroska';
    case 'mov': {
      const brand = head.toString('latin1', 4, 8) === 'ftyp' ? head.toString('latin1', 8, 12) : 'qt';
      return brand.startsWith('qt') ? 'mov' : brand.startsWith('3g') ? '3gp' : 'mp4';
    }
    default:
      return family;
  }
}
