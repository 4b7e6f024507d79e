import type { Stream } from 'node-av/lib';
import { AppError } from '../../rpc/errors.ts';
import type { SoundTrack } from '../process/contract.ts';
import { codecName } from './frames.ts';
import { isMoving, isSound } from './kinds.ts';
import type { Media } from './media.ts';
import { cleanText } from './metadata.ts';
import type { Native } from './native.ts';
import { noSoundTrack, unsupported } from './problems.ts';

const soundStreams = (native: Native, { streams }: Media): Stream[] =>
  streams.filter((stream) => isSound(native, stream));

export const withoutSound = (native: Native, media: Media) =>
  hasVideo(native, media) ? noSoundTrack() : unsupported({ hasSound: false });

/** The stream with that index; null: the one a player would choose. */
export function chooseStream(native: Native, media: Media, track: number | null): Stream {
  const sounds = soundStreams(native, media);
  if (sounds.length === 0) throw withoutSound(native, media);
  const index = track ?? media.context.findBestStream(native.AVMEDIA_TYPE_AUDIO);
  const found = sounds.find((stream) => stream.index === index);
  if (found) return found;
  const [first] = sounds;
  if (track === null && first) return first;
  throw new AppError('invalid_input', 'The file has no such sound track.');
}

export function describeTracks(native: Native, media: Media): SoundTrack[] {
  return soundStreams(native, media).map((stream) => {
    const tags = stream.metadata?.getAll() ?? {};
    return {
      index: stream.index,
      codec: codecName(native, stream),
      channels: Math.max(0, stream.codecpar.channelLayout.nbChannels),
      sampleRate: Math.max(0, stream.codecpar.sampleRate),
      language: language(tags.language),
      title: cleanText(tags.title),
      isDefault: (stream.disposition & native.AV_DISPOSITION_DEFAULT) !== 0,
    };
  });
}

/** A code of two or three letters, perhaps with a region; `und` is no language. */
function language(tag: string | undefined): string | null {
  if (!tag || !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) || /^(und|mis|zxx|mul)$/i.test(tag)) return null;
  return tag.toLowerCase();
}

export const hasVideo = (native: Native, { streams }: Media): boolean =>
  streams.some((stream) => isMoving(native, stream));
