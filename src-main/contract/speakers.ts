import * as v from 'valibot';
import { method } from '../rpc/define.ts';
import { Count, fields, Id, label, labelOrNone, listOf } from './common.ts';
import { Changed, SegmentIds } from './edits.ts';
import { Speaker } from './speaker.ts';

/** With what it says in the transcript that is shown. */
const HeardSpeaker = v.object({
  ...Speaker.entries,
  talkMs: Count,
  /** Of all that is said there, from 0 to 1. */
  share: v.number(),
  words: Count,
});
export type HeardSpeaker = v.InferOutput<typeof HeardSpeaker>;

const MAX_NAME = 200;
const Colour = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(7));

/** Who speaks in a meeting, in all of its versions. Each change is a step that can be undone. */
export const speakers = {
  list: method(fields({ meetingId: Id }), v.object({ speakers: v.array(HeardSpeaker) })),
  /** Somebody who was not heard so far. `segmentIds`, all of one transcript, are theirs from now on. */
  add: method(
    fields({ meetingId: Id, name: v.optional(label(MAX_NAME)), segmentIds: v.optional(SegmentIds) }),
    v.object({ ...Changed.entries, speakerId: Id }),
  ),
  /** Blank: no name any more. `name_taken` where another one of the meeting has it: those can be merged. */
  rename: method(fields({ id: Id, name: labelOrNone(MAX_NAME) }), Changed),
  recolour: method(fields({ id: Id, colour: Colour }), Changed),
  /** All that `ids` said is said by `into`, which takes a name of theirs where it has none. */
  merge: method(fields({ ids: listOf(Id, 1, 100), into: Id }), Changed),
  /** Only one that says nothing, in no version. */
  remove: method(fields({ id: Id }), Changed),
};
