import * as v from 'valibot';
import { Count, Id } from './common.ts';

const tracks = ['microphone', 'system'] as const;
export type Track = (typeof tracks)[number];

export const Speaker = v.object({
  id: Id,
  meetingId: Id,
  /** Empty: none was given yet. */
  name: v.string(),
  /** Counts up within a meeting, for those without a name; null: of a track. */
  number: v.nullable(Count),
  /** From 0 to 7. */
  colour: Count,
  /** Whose voice is on this track of a recording: the microphone's is the person at the machine. */
  track: v.nullable(v.picklist(tracks)),
});
export type Speaker = v.InferOutput<typeof Speaker>;
