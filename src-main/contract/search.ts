import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, Cursor, fields, Id, Nothing, text } from './common.ts';
import { Filter, MeetingRow, Sort } from './meetings.ts';

/** What a person types. "Quoted words" stand together; of every other word the beginning is enough. */
export const SearchText = text(500);

/** Text with the places in it that were searched for, in UTF-16 units. */
const Marked = v.object({
  text: v.string(),
  marks: v.array(v.object({ start: Count, end: Count })),
});
export type Marked = v.InferOutput<typeof Marked>;

const When = { segmentId: Id, /** Of the words themselves. */ startMs: Count, endMs: Count };

/** Something that was said. */
const Moment = v.object({ ...When, ...Marked.entries });
export type Moment = v.InferOutput<typeof Moment>;

/** Words in the text of a segment, in UTF-16 units. */
const Place = v.object({
  ...When,
  start: Count,
  end: Count,
  /** The first of a segment in which most of the words are said. */
  isMoment: v.boolean(),
});
export type Place = v.InferOutput<typeof Place>;

const Hit = v.object({
  meeting: MeetingRow,
  /** Its title, or who speaks in it, holds all of it. These come first. */
  isAbout: v.boolean(),
  title: Marked,
  people: v.array(Marked),
  /** null: not in the notes. */
  notes: v.nullable(Marked),
  /** Of the summary that is shown; null: not in it, or said as well. */
  summary: v.nullable(Marked),
  /** The first moments of those in which most of the words are said. */
  moments: v.array(Moment),
  /** How many such moments there are, as far as they were counted. */
  momentCount: Count,
  isCounted: v.boolean(),
});
export type Hit = v.InferOutput<typeof Hit>;

/** How many meetings have been made ready for searching. */
const Progress = v.object({ ready: Count, total: Count });

export const search = {
  /** Meetings that hold all words: in their title, their notes, the names of who speaks, or in what is said. */
  find: method(
    fields({
      text: SearchText,
      filter: v.optional(Filter, {}),
      sort: v.optional(Sort, { by: 'startedAt', order: 'descending' }),
      limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100)), 10),
      cursor: v.optional(Cursor),
    }),
    v.object({
      items: v.array(Hit),
      next: v.nullable(v.string()),
      /** While a phrase is being typed, on all pages but an only one, those that may hold it. */
      total: Count,
      /** Meetings that could not be looked into yet. */
      unready: Count,
    }),
  ),
  /** Where any of the words are said in one meeting. */
  within: method(fields({ meetingId: Id, text: SearchText }), v.object({ places: v.array(Place) })),
  status: method(Nothing, Progress),
  /** Throws away what was made ready, and begins anew. */
  rebuild: method(Nothing, Progress),

  progressed: event(Progress),
};
