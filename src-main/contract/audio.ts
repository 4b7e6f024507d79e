import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, fields, FileContent, Id, listOf } from './common.ts';

export const audioStates = ['recording', 'working', 'ready', 'removed'] as const;
const AudioState = v.picklist(audioStates);

const SoundTrack = v.object({
  index: Count,
  codec: v.string(),
  channels: Count,
  sampleRate: Count,
  language: v.nullable(v.string()),
  title: v.nullable(v.string()),
  isDefault: v.boolean(),
});

/** What is known of a meeting's sound. */
export const Audio = v.object({
  meetingId: Id,
  /** recording: being recorded. working: measured or converted. removed: deleted, the text was kept. */
  state: AudioState,
  source: v.picklist(['imported', 'recorded']),
  /** Exact, to the sample; null until it is known. */
  durationMs: v.nullable(Count),
  bytes: Count,
  container: v.string(),
  tracks: v.array(SoundTrack),
  /** The one that is played and transcribed, by its index. */
  track: v.nullable(Count),
  /** Two tracks of our own recording: the microphone left, the system's sound right. */
  isTwoTrack: v.boolean(),
  /** Integrated, in LUFS; null for silence. */
  loudness: v.nullable(v.number()),
  /** The file ends early or has parts that could not be read. */
  isDamaged: v.boolean(),
  /** Only a compressed copy is kept. */
  isCompressed: v.boolean(),
  /** Where the person last stopped listening. */
  positionMs: Count,
});
export type Audio = v.InferOutput<typeof Audio>;

const OfMeeting = fields({ meetingId: Id });

export const audio = {
  /** null: a meeting without sound. */
  get: method(OfMeeting, v.object({ audio: v.nullable(Audio) })),
  /** The waveform: smallest and largest values at several resolutions. */
  peaks: method(OfMeeting, FileContent),
  /** The path below the window's own address where the sound can be fetched, by ranges; good until the app closes. */
  link: method(OfMeeting, v.object({ path: v.string(), mediaType: v.string() })),
  setPosition: method(fields({ meetingId: Id, positionMs: Count }), Audio),
  /** Which of several sound tracks is played and transcribed. */
  chooseTrack: method(fields({ meetingId: Id, track: Count }), Audio),
  /** Deletes the sound for good and keeps the text. */
  remove: method(fields({ meetingIds: listOf(Id, 1, 10_000) }), v.object({ audio: v.array(Audio) })),

  changed: event(Audio),
};
