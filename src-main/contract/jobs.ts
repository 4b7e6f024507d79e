import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, fields, Id, listOf, Nothing, Time } from './common.ts';

/** Those that make text of sound. */
export const speechKinds = ['transcribe', 'redo'] as const;
export const jobKinds = [...speechKinds, 'summarize', 'suggestNames', 'export'] as const;
const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

/** A piece of work that takes its time, outlives a crash and waits its turn. */
export const Job = v.object({
  id: Id,
  kind: v.picklist(jobKinds),
  meetingId: Id,
  /** How many meetings it is about; `meetingId` is the first of them. */
  meetings: Count,
  /** Of the meeting, for a list to show. */
  title: v.string(),
  state: v.picklist(jobStates),
  /** Higher goes first; among equals the order of the list. */
  priority: v.number(),
  /** How often it was begun. */
  attempts: Count,
  /** How much of the meeting is done; the total is null until it is known. */
  doneMs: Count,
  totalMs: v.nullable(Count),
  msLeft: v.nullable(Count),
  /** Queued, and not before then: it failed and is tried again. */
  retryAt: v.nullable(Time),
  createdAt: Time,
  startedAt: v.nullable(Time),
  endedAt: v.nullable(Time),
  /** Why it failed, or failed last. */
  error: v.nullable(
    v.object({ code: v.string(), message: v.string(), details: v.record(v.string(), v.unknown()) }),
  ),
});
export type Job = v.InferOutput<typeof Job>;

/** Why nothing new begins, beside there being nothing to do. */
export const Queue = v.object({
  isPaused: v.boolean(),
  /** null: nothing holds it up. */
  waitsFor: v.nullable(v.picklist(['resume', 'mains', 'idle'])),
  /** Whether it can be told here if a person is at the machine; where not, "only when idle" holds nothing up. */
  canTellIdle: v.boolean(),
});
export type Queue = v.InferOutput<typeof Queue>;

const Ids = listOf(Id, 1, 10_000);
const Jobs = v.object({ jobs: v.array(Job) });

export const jobs = {
  /** In the order in which they will run; the latest 200 of those that have ended come last, the latest first. */
  list: method(Nothing, v.object({ jobs: v.array(Job), queue: Queue })),
  get: method(fields({ id: Id }), Job),
  cancel: method(fields({ ids: Ids }), Jobs),
  /** Puts what has failed or was cancelled back in the queue; it goes on where it stopped. */
  retry: method(fields({ ids: Ids }), Jobs),
  /** Puts a queued job before another one, or, with null, last. It takes that one's priority. */
  move: method(fields({ id: Id, before: v.nullable(Id) }), Jobs),
  setPriority: method(
    fields({ ids: Ids, priority: v.pipe(v.number(), v.safeInteger(), v.minValue(-10), v.maxValue(10)) }),
    Jobs,
  ),
  /** Nothing new begins, and what runs stops after its chunk. Lasts until `resume`, over restarts too. */
  pause: method(Nothing, Queue),
  resume: method(Nothing, Queue),
  /** Takes what has ended off the list: these, or all. */
  dismiss: method(fields({ ids: v.optional(Ids) }), v.object({ ids: v.array(Id) })),

  changed: event(Jobs),
  dismissed: event(v.object({ ids: v.array(Id) })),
  queueChanged: event(Queue),
};
