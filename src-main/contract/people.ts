import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, fields, label, text } from './common.ts';

const Name = label(200);

/** The names of speakers in the whole library. Like a tag, a person is a name, whatever its letter case. */
export const people = {
  /** Most used first, of meetings outside the trash. `prefix`: of the name or of any word in it. */
  list: method(
    fields({
      prefix: v.optional(text(200), ''),
      limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000)), 100),
    }),
    v.object({ people: v.array(v.object({ name: v.string(), meetings: Count })) }),
  ),
  /** In all meetings, each with a step that can be undone. Where there is one of the new name, both become one. */
  rename: method(fields({ from: Name, to: Name }), v.object({ meetings: Count })),

  /** Whoever looks for the old name looks for the new one now. */
  renamed: event(v.object({ from: v.string(), to: v.string() })),
};
