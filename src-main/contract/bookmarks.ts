import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, fields, Id, text, Time } from './common.ts';

const Note = text(2000);

/** A marked moment of a meeting. */
export const Bookmark = v.object({
  id: Id,
  meetingId: Id,
  atMs: Count,
  note: v.string(),
  createdAt: Time,
});
export type Bookmark = v.InferOutput<typeof Bookmark>;

export const bookmarks = {
  /** In the order of the meeting. */
  list: method(fields({ meetingId: Id }), v.object({ bookmarks: v.array(Bookmark) })),
  add: method(fields({ meetingId: Id, atMs: Count, note: v.optional(Note, '') }), Bookmark),
  update: method(fields({ id: Id, atMs: v.optional(Count), note: v.optional(Note) }), Bookmark),
  remove: method(fields({ id: Id }), Bookmark),

  added: event(Bookmark),
  updated: event(Bookmark),
  removed: event(Bookmark),
};
