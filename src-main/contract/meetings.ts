import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { audioStates } from './audio.ts';
import { Count, Cursor, fields, Id, label, listOf, pageOf, text, Time } from './common.ts';

const MAX_BULK = 10_000;
export const MAX_TAGS = 50;

const Title = label(500);
const Tag = label(60);
const Notes = text(2_000_000);
const Tags = listOf(Tag, 0, MAX_TAGS);
const Ids = listOf(Id, 1, MAX_BULK);

/** Somebody with a name who speaks in a meeting. */
const RowPerson = v.object({ name: v.string(), colour: Count });

/** A meeting as lists and events carry it: all but the full notes. */
export const MeetingRow = v.object({
  id: Id,
  title: v.string(),
  startedAt: Time,
  folderId: v.nullable(Id),
  tags: v.array(v.string()),
  /** The first words of the notes, else of what is said. */
  excerpt: v.string(),
  /** The first few. */
  people: v.array(RowPerson),
  peopleCount: Count,
  /** What there is of sound; null: none, and none is on its way. */
  audio: v.nullable(v.picklist(audioStates)),
  /** Of its sound; of one that was imported without any, as its file says. */
  durationMs: v.nullable(Count),
  /** Of the transcript that is shown: spans that a person should look at. */
  openGuards: Count,
  /** The transcript that is shown ends before the sound does: a job is at work on it, or stopped on the way. */
  isUnfinished: v.boolean(),
  createdAt: Time,
  updatedAt: Time,
  trashedAt: v.nullable(Time),
  /** Counts the changes; pass it back as `ifRevision` to change only what you have seen. */
  revision: Count,
});
export type MeetingRow = v.InferOutput<typeof MeetingRow>;

export const Meeting = v.object({ ...MeetingRow.entries, notes: v.string() });
export type Meeting = v.InferOutput<typeof Meeting>;

const NewMeeting = fields({
  title: Title,
  startedAt: v.optional(Time),
  notes: v.optional(Notes),
  tags: v.optional(Tags),
  folderId: v.optional(v.nullable(Id)),
});
export type NewMeeting = v.InferOutput<typeof NewMeeting>;

const patchFields = {
  title: v.optional(Title),
  startedAt: v.optional(Time),
  notes: v.optional(Notes),
  folderId: v.optional(v.nullable(Id)),
  /** Replaces all tags; addTags and removeTags change some and leave the others alone. */
  tags: v.optional(Tags),
  addTags: v.optional(Tags),
  removeTags: v.optional(Tags),
};
const MeetingPatch = fields(patchFields);
export type MeetingPatch = v.InferOutput<typeof MeetingPatch>;

export const sortKeys = ['startedAt', 'createdAt', 'updatedAt', 'title'] as const;
export const Sort = fields({ by: v.picklist(sortKeys), order: v.picklist(['ascending', 'descending']) });
export type Sort = v.InferOutput<typeof Sort>;

/**
 * transcribing: that waits or is at work. review: spans of the transcript are to be looked at. failed: the latest
 * transcription did. silent: there is sound, and no transcript.
 */
export const meetingStates = ['recording', 'transcribing', 'review', 'failed', 'silent'] as const;
export type MeetingState = (typeof meetingStates)[number];

export const Filter = fields({
  trashed: v.optional(v.boolean(), false),
  /** null: in no folder. */
  folderId: v.optional(v.nullable(Id)),
  /** Has all of these. */
  tags: v.optional(listOf(Tag, 0, 20)),
  /** All of these speak in it. */
  people: v.optional(listOf(label(200), 0, 20)),
  /** Any of these. */
  states: v.optional(listOf(v.picklist(meetingStates), 0, meetingStates.length)),
  hasSummary: v.optional(v.boolean()),
  from: v.optional(Time),
  before: v.optional(Time),
  /** Today and so many days before. */
  days: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(40_000))),
  /** This, but for letter case and accents. */
  title: v.optional(Title),
});
export type Filter = v.InferOutput<typeof Filter>;

const Many = fields({ ids: Ids });
const Rows = v.object({ meetings: v.array(MeetingRow) });

export const meetings = {
  create: method(NewMeeting, Meeting),
  createMany: method(fields({ meetings: listOf(NewMeeting, 1, 1000) }), Rows),
  get: method(fields({ id: Id }), Meeting),
  getMany: method(fields({ ids: listOf(Id, 1, 500) }), Rows),
  list: method(
    fields({
      filter: v.optional(Filter, {}),
      sort: v.optional(Sort, { by: 'startedAt', order: 'descending' }),
      limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(500)), 100),
      cursor: v.optional(Cursor),
    }),
    pageOf(MeetingRow),
  ),
  count: method(fields({ filter: v.optional(Filter, {}) }), v.object({ count: Count })),
  /** The tags in use outside the trash, most used first. */
  tags: method(fields({}), v.object({ tags: v.array(v.object({ tag: v.string(), count: Count })) })),
  update: method(fields({ id: Id, ifRevision: v.optional(Count), ...patchFields }), Meeting),
  updateMany: method(fields({ ids: Ids, patch: MeetingPatch }), Rows),
  trash: method(Many, Rows),
  restore: method(Many, Rows),
  /** Deletes for good what is in the trash. */
  purge: method(Many, v.object({ ids: v.array(Id) })),

  created: event(Rows),
  updated: event(Rows),
  trashed: event(Rows),
  restored: event(Rows),
  purged: event(v.object({ ids: v.array(Id) })),
};
