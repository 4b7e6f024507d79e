import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, fields, Id, Name, Nothing } from './common.ts';

export const Folder = v.object({ id: Id, name: v.string() });
export type Folder = v.InferOutput<typeof Folder>;

export const folders = {
  /** By name, each with the number of its meetings outside the trash. */
  list: method(Nothing, v.object({ folders: v.array(v.object({ ...Folder.entries, count: Count })) })),
  create: method(fields({ name: Name }), Folder),
  rename: method(fields({ id: Id, name: Name }), Folder),
  /** Removes the folder; its meetings stay, in no folder. */
  remove: method(fields({ id: Id }), Folder),

  created: event(Folder),
  renamed: event(Folder),
  removed: event(Folder),
};
