import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, Cursor, fields, FileContent, listOf, Nothing, pageOf, text, Time } from './common.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export const LogLevel = v.picklist(logLevels);
export type LogLevel = v.InferOutput<typeof LogLevel>;

/** All that the log can say. In a file each is its own code: a window shows it in its own language. */
export const logSentences = [
  'library open',
  'library not usable',
  'library closed',
  'the daily backup failed',
  'settings set aside',
  'call',
  'call refused',
  'call failed',
  'a query was slow',
  'the search index could not be written',
  'the search index was damaged and is made anew',
  'the engine process ended',
  'a language model runs on the processor alone',
  'an import failed',
  'a job failed',
  'the end of a job was not saved',
  'jobs that can not be read were removed',
  'a model did not arrive',
  'the folder of models could not be tidied',
  'a sound could not be measured',
  'a transcription could not be queued',
  'where somebody speaks can not be found',
  'a recording could not be closed',
  'a recording could not be mended',
  'a recording was found',
  'a compressed copy was too unlike its original',
  'live captions ended',
  'live captions wait for a model',
  'a helper process ended',
  'the window process ended',
  'the page did not load',
  'the place of the window was not saved',
  'something failed that nobody waited for',
  'closing took too long',
  'loopback request refused',
  'a request that would leave the machine was refused',
  'a message from elsewhere than the page was refused',
] as const;
const LogSentence = v.pipe(v.picklist(logSentences), v.title('sentence'));
export type LogSentence = (typeof logSentences)[number];

export const LogEntry = v.object({
  /** Grows with each entry, so it is a cursor too. */
  id: v.string(),
  at: Time,
  level: LogLevel,
  /** One of the sentences, or what another version wrote. */
  message: v.string(),
  fields: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
});
export type LogEntry = v.InferOutput<typeof LogEntry>;

const filter = {
  /** This level and worse. */
  level: v.optional(LogLevel, 'debug'),
  text: v.optional(text(200), ''),
  /** Finds these sentences as well: those that hold the text in the language of whoever searches. */
  sentences: v.optional(listOf(LogSentence, 0, logSentences.length), []),
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
