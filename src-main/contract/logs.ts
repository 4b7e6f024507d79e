import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, Cursor, fields, FileContent, Nothing, pageOf, text, Time } from './common.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export const LogLevel = v.picklist(logLevels);
export type LogLevel = v.InferOutput<typeof LogLevel>;

export const LogEntry = v.object({
  /** Grows with each entry, so it is a cursor too. */
  id: v.string(),
  at: Time,
  level: LogLevel,
  message: v.string(),
  fields: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
});
export type LogEntry = v.InferOutput<typeof LogEntry>;

const filter = {
  /** This level and worse. */
  level: v.optional(LogLevel, 'debug'),
  text: v.optional(text(200), ''),
};

export const logs = {
  /** Newest first. */
  list: method(
    fields({
      ...filter,
      cursor: v.optional(Cursor),
      limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000)), 100),
    }),
    pageOf(LogEntry),
  ),
  clear: method(Nothing, v.object({ removed: Count })),
  export: method(fields({ format: v.picklist(['csv', 'json']), ...filter }), FileContent),

  cleared: event(Nothing),
};
