import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, fields, Id } from './common.ts';
import { Changed } from './edits.ts';
import { Job } from './jobs.ts';
import { ModelId } from './models.ts';

/** What somebody may be called who has no name yet, by what is said. */
export const NameProposal = v.object({
  id: Id,
  speakerId: Id,
  /** As it is said. */
  name: v.string(),
  /** By kind and number of what speaks for it and against it. */
  confidence: v.picklist(['high', 'medium', 'low']),
  /** The words it rests on, in the order of time; never none. */
  evidence: v.array(v.object({ segmentId: Id, startMs: Count, endMs: Count, quote: v.string() })),
});
export type NameProposal = v.InferOutput<typeof NameProposal>;

const OfMeeting = fields({ meetingId: Id });
const OfProposal = fields({ id: Id });
const Proposals = v.object({ proposals: v.array(NameProposal) });

/** Names for speakers. Nothing is applied but what a person accepts. */
export const names = {
  /** Looks for them, in place of what was found before. `modelId` as for summaries: left out, what the settings say. */
  start: method(fields({ meetingId: Id, modelId: v.optional(ModelId) }), v.object({ job: Job })),
  /** Of those who still have no name, resting on words that are still said so. */
  list: method(OfMeeting, Proposals),
  /** Renames the speaker, which can be undone: then it is proposed again. */
  accept: method(OfProposal, Changed),
  /** Never proposed again for this speaker. */
  reject: method(OfProposal, Proposals),

  /** Of one meeting: all of them. */
  changed: event(v.object({ meetingId: Id, proposals: v.array(NameProposal) })),
};
