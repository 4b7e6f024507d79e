import type { Recording } from '../../../contract/recorder.ts';
import type { KnownAudio } from '../queries.ts';
import { HEADER_BYTES, type WavFormat } from './wav-file.ts';

type Begun = Pick<Recording, 'meetingId' | 'tracks' | 'sampleRate'>;

/** The row of a recording that begins. It says all that a repair after a crash has to know. */
export function begunRow({ meetingId, tracks, sampleRate }: Begun): KnownAudio {
  const sound = { codec: 'pcm_s16le', channels: tracks.length, sampleRate, language: null, title: null };
  return {
    meetingId,
    state: 'recording',
    source: 'recorded',
    durationMs: null,
    bytes: HEADER_BYTES,
    container: 'wav',
    tracks: [{ ...sound, index: 0, isDefault: true }],
    track: 0,
    isTwoTrack: tracks.length === 2,
    loudness: null,
    isDamaged: false,
    isCompressed: false,
    positionMs: 0,
    sha256: null,
    played: 'sound',
  };
}

/** What the samples are, as long as they are those that were recorded. */
export function formatOf({ source, container, isCompressed, tracks }: KnownAudio): WavFormat | undefined {
  const [sound] = tracks;
  if (source !== 'recorded' || container !== 'wav' || isCompressed || !sound) return undefined;
  return { channels: sound.channels, sampleRate: sound.sampleRate };
}

/** The row of one that has ended and is still to be measured. */
export function endedRow(audio: KnownAudio, frames: number, { channels, sampleRate }: WavFormat): KnownAudio {
  return {
    ...audio,
    state: 'working',
    durationMs: Math.round((frames * 1000) / sampleRate),
    bytes: HEADER_BYTES + frames * channels * 2,
  };
}
