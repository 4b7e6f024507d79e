import * as v from 'valibot';
import { method } from '../rpc/define.ts';
import { errorCodes } from '../rpc/errors.ts';
import { Count, fields, FileContent, Nothing } from './common.ts';

export const Part = v.object({
  part: v.picklist(['library', 'disk', 'engine']),
  ready: v.boolean(),
  /** What the message says, for a window to say in its own language. */
  code: v.picklist(['library_open', 'disk_free', 'engine_ready', 'engine_missing', ...errorCodes]),
  values: v.object({ freeBytes: v.optional(Count), engine: v.optional(v.string()), device: v.optional(v.string()) }),
  message: v.string(),
});
export type Part = v.InferOutput<typeof Part>;

/** Everything that is counted. */
export const counterNames = [
  'engine crashes',
  'foreign messages refused',
  'log entries dropped',
  'loopback refused: host',
  'loopback refused: origin',
  'loopback refused: session',
  'loopback refused: site',
  'loopback refused: token',
  'loopback socket errors',
  'network requests refused',
] as const;
export type CounterName = (typeof counterNames)[number];

const Timing = v.object({
  name: v.string(),
  count: Count,
  errors: Count,
  p50: v.number(),
  p95: v.number(),
  max: v.number(),
});

export const diagnostics = {
  /** That the core answers, and since when. */
  health: method(Nothing, v.object({ status: v.literal('ok'), uptimeSeconds: v.number() })),
  /** Whether each part can do its work, and if not, why. */
  readiness: method(Nothing, v.object({ ready: v.boolean(), parts: v.array(Part) })),
  versions: method(
    Nothing,
    v.object({
      app: v.string(),
      host: v.string(),
      node: v.string(),
      electron: v.nullable(v.string()),
      sqlite: v.string(),
      schema: Count,
      platform: v.string(),
      arch: v.string(),
    }),
  ),
  disk: method(
    Nothing,
    v.object({ freeBytes: Count, totalBytes: Count, libraryBytes: Count, logBytes: Count }),
  ),
  metrics: method(
    Nothing,
    v.object({
      memoryBytes: Count,
      counters: v.array(v.object({ name: v.picklist(counterNames), value: Count })),
      /** Milliseconds of the last thousand runs of each. */
      timings: v.array(Timing),
    }),
  ),
  /** Records what the main process spends its time on, for Chromium's performance panel. */
  profile: method(
    fields({ seconds: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(60)), 5) }),
    FileContent,
    { flag: 'profiler' },
  ),
};
