import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, Nothing, Time } from './common.ts';

export const SpeechDevice = v.object({
  /** As the engine calls it; what the setting `speechDevice` takes. */
  name: v.string(),
  description: v.string(),
  type: v.picklist(['cpu', 'gpu', 'integrated', 'accelerator']),
  /** 0 where the engine can't tell. */
  memoryBytes: Count,
  freeBytes: Count,
  /** The system's, with its version; null where it is not known. */
  driver: v.nullable(v.string()),
  /** Threads it was fastest with; on a graphics processor those of the processor beside it. */
  threads: v.nullable(Count),
  /** Of the trial: seconds of sound in a second; null: not tried, or it failed. */
  speed: v.nullable(v.number()),
  /** Why it can't be used. */
  error: v.nullable(v.object({ code: v.string(), message: v.string() })),
  isChosen: v.boolean(),
});
export type SpeechDevice = v.InferOutput<typeof SpeechDevice>;

/** A graphics processor that is there and that nothing runs on. */
const UnusedGraphics = v.object({
  name: v.string(),
  reason: v.picklist(['no_driver', 'no_library', 'trial_failed', 'slower', 'not_chosen', 'fallback_engine']),
});

export const Speech = v.object({
  engine: v.picklist(['whisper.cpp', 'smart-whisper']),
  /** Why the better engine is not the one in use. */
  fallbackReason: v.nullable(v.string()),
  devices: v.array(SpeechDevice),
  unused: v.array(UnusedGraphics),
  /** The device that the settings name is gone or failed, so that another one is used. */
  isWantedMissing: v.boolean(),
  /** When the devices were tried; null: not yet. */
  triedAt: v.nullable(Time),
});
export type Speech = v.InferOutput<typeof Speech>;

/** A line of what is being said while it is recorded. The final pass replaces all of them. */
export const Caption = v.object({
  startMs: Count,
  endMs: Count,
  text: v.string(),
  /** Whether later sound may still change it. */
  isFinal: v.boolean(),
});
export type Caption = v.InferOutput<typeof Caption>;

/** Why nothing is read: there is no model yet, or the engine failed again and again, which ends it for this recording. */
export const CaptionTrouble = v.picklist(['no_model', 'failed']);
export type CaptionTrouble = v.InferOutput<typeof CaptionTrouble>;

export const speech = {
  /** What there is and what is in use; the devices are tried at the first time. */
  devices: method(Nothing, Speech),
  /** Tries them again, such as after a new driver. */
  tryDevices: method(Nothing, Speech),

  changed: event(Speech),
  /**
   * Of the recording that is under way: what has become final since, and after it what may still change, which takes
   * the place of all that was told before and was not final. Kept nowhere: the transcript comes after the recording.
   * A trouble is told anew as long as it lasts.
   */
  captioned: event(
    v.object({
      meetingId: v.string(),
      captions: v.array(Caption),
      trouble: v.nullable(CaptionTrouble),
    }),
  ),
};
