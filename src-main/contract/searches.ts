import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { fields, Id, Name, Nothing } from './common.ts';
import { Filter } from './meetings.ts';
import { SearchText } from './search.ts';

const Query = { text: v.optional(SearchText, ''), filter: v.optional(Filter, {}) };

/** What a person looks for again and again. */
export const SavedSearch = v.object({ id: Id, name: v.string(), text: v.string(), filter: Filter });
export type SavedSearch = v.InferOutput<typeof SavedSearch>;

export const searches = {
  /** By name. */
  list: method(Nothing, v.object({ searches: v.array(SavedSearch) })),
  create: method(fields({ name: Name, ...Query }), SavedSearch),
  rename: method(fields({ id: Id, name: Name }), SavedSearch),
  /** What it looks for. */
  change: method(fields({ id: Id, ...Query }), SavedSearch),
  remove: method(fields({ id: Id }), SavedSearch),

  created: event(SavedSearch),
  changed: event(SavedSearch),
  removed: event(SavedSearch),
};
