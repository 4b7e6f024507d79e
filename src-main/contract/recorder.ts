import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { bytesUpTo, Count, fields, Id, label, listOf } from './common.ts';

export const trackNames = ['microphone', 'system'] as const;
export type TrackName = (typeof trackNames)[number];
const MAX_RECORDER_PIECE = 1024 * 1024;

const SampleRate = v.pipe(v.number(), v.safeInteger(), v.minValue(8000), v.maxValue(192_000));

/** A recording that is under way. */
export const Recording = v.object({
  meetingId: Id,
  /** paused: nothing is captured. lost: the window that records is gone; it may come back for a while. */
  state: v.picklist(['recording', 'paused', 'lost']),
  tracks: v.array(v.picklist(trackNames)),
  sampleRate: Count,
  /** What is on the disk, in frames and in milliseconds. */
  frames: Count,
  durationMs: Count,
});
export type Recording = v.InferOutput<typeof Recording>;

/** What ended it. crashed: the program did, and found it at its next start. Whatever it was: what was recorded is kept. */
const End = v.picklist([
  ...(['stopped', 'window_gone', 'disk_full', 'library_full', 'too_long'] as const),
  ...(['failed', 'closing', 'crashed'] as const),
]);
export type RecordingEnd = v.InferOutput<typeof End>;

const Ending = v.object({ meetingId: Id, reason: End, durationMs: Count });
export type Ending = v.InferOutput<typeof Ending>;

const Tracks = listOf(v.picklist(trackNames), 1, 2);
const OfMeeting = fields({ meetingId: Id });

export const recorder = {
  start: method(
    fields({
      title: label(500),
      tracks: Tracks,
      sampleRate: SampleRate,
      folderId: v.optional(v.nullable(Id), null),
    }),
    Recording,
  ),
  /**
   * Goes on with a recording that was closed while its window was away, such as by a restart. `wasStopped`: a person
   * has ended it meanwhile, so that it should be stopped again once what the window still holds has been added.
   * `isHeld`: by another window, which goes on with it already.
   */
  rejoin: method(
    fields({ meetingId: Id, tracks: Tracks, sampleRate: SampleRate }),
    v.object({ recording: Recording, wasStopped: v.boolean(), isHeld: v.boolean() }),
  ),
  /**
   * Runs as long as the recording window is there; when it goes, what was recorded is kept and closed after a while.
   * `isTaken`: another window goes on with it, so that this one has to leave it alone.
   */
  hold: method(OfMeeting, v.object({ isTaken: v.boolean() })),
  /** 16-bit samples, little-endian, the tracks interleaved. `frame` is where they belong; what is there already is passed over. */
  append: method(
    fields({
      meetingId: Id,
      frame: Count,
      data: bytesUpTo(MAX_RECORDER_PIECE),
    }),
    v.object({ frames: Count }),
  ),
  pause: method(OfMeeting, Recording),
  resume: method(OfMeeting, Recording),
  /** Makes it a meeting like any other. */
  stop: method(OfMeeting, v.object({ meetingId: Id, durationMs: Count })),
  /** `endings`: those that no person has ended, until one has taken note. */
  list: method(fields({}), v.object({ recordings: v.array(Recording), endings: v.array(Ending) })),
  takeNote: method(OfMeeting, v.object({})),

  changed: event(Recording),
  ended: event(Ending),
  noted: event(OfMeeting),
};
