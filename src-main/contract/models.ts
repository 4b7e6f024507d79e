import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { bytesUpTo, Count, fields, label, listOf, Nothing, Time } from './common.ts';

/** Of the catalogue a name like `whisper-base-q5_1`; of an imported file one of our own making. */
export const ModelId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'expected the id of a model'),
);

const MAX_PIECE = 4 * 1024 * 1024;

/** A file on its way in. */
const Transfer = v.object({
  kind: v.picklist(['download', 'import']),
  bytes: Count,
  bytesDone: Count,
  msLeft: v.nullable(Count),
});

/** speech: turns sound into words. language: writes summaries. */
export const modelKinds = ['speech', 'language'] as const;
export type ModelKind = (typeof modelKinds)[number];

export const Model = v.object({
  id: ModelId,
  kind: v.picklist(modelKinds),
  name: v.string(),
  origin: v.picklist(['builtin', 'catalogue', 'imported']),
  isInstalled: v.boolean(),
  /** Made for tests and the sample meeting: it understands no human speech. */
  isForTests: v.boolean(),
  bytes: Count,
  /** What it takes while it works, about; of a language model with a context for a quarter of an hour of talk. */
  memoryBytes: Count,
  /** Whether this machine has so much at all. */
  fits: v.boolean(),
  isMultilingual: v.boolean(),
  /** How many it understands; null: nobody has said. */
  languages: v.nullable(Count),
  /** How many tokens it was trained to read at once; null: it is no language model. */
  contextTokens: v.nullable(Count),
  quantisation: v.string(),
  /** Null where nobody has said. */
  licence: v.nullable(v.string()),
  source: v.nullable(v.string()),
  sha256: v.nullable(v.string()),
  /** What an earlier download brought: the next goes on from there. */
  partBytes: Count,
  transfer: v.nullable(Transfer),
  /** Of the last transfer, where it failed. */
  error: v.nullable(
    v.object({ code: v.string(), message: v.string(), details: v.record(v.string(), v.unknown()) }),
  ),
});
export type Model = v.InferOutput<typeof Model>;

/** For this machine, with the reason. */
const Recommended = v.object({
  id: ModelId,
  reason: v.picklist(['graphics_memory', 'fast_processor', 'slow_processor', 'little_memory']),
  /** What was measured of it. */
  memoryBytes: Count,
});
export type Recommended = v.InferOutput<typeof Recommended>;

const OfModel = fields({ id: ModelId });
const Models = v.object({ models: v.array(Model) });

/** One request to the network, whatever came of it. */
export const NetworkAttempt = v.object({
  at: Time,
  purpose: v.picklist(['model download', 'summary']),
  host: v.string(),
  outcome: v.picklist(['running', 'done', 'failed', 'cancelled']),
  bytes: Count,
});
export type NetworkAttempt = v.InferOutput<typeof NetworkAttempt>;

export const models = {
  list: method(
    Nothing,
    v.object({
      models: v.array(Model),
      /** Of the speech models; null where even the smallest is too large. */
      recommended: v.nullable(Recommended),
      /** The same of the language models. */
      recommendedLanguage: v.nullable(Recommended),
      /** What new transcriptions are made with, where nothing else is said; null: none can be. */
      usual: v.nullable(ModelId),
    }),
  ),
  /** Starts it, or goes on where it stopped; `models.changed` tells the rest. */
  download: method(OfModel, Model),
  cancel: method(OfModel, Model),
  /**
   * Copies a model file into the library's folder, once its structure has been checked. Returns when that is done: what
   * it has become, which is one of the catalogue where the file is that one.
   */
  importFile: method(fields({ path: v.pipe(v.string(), v.minLength(1), v.maxLength(32_000)) }), Model),
  /**
   * The same for a window that has bytes and no path: announce it, then send piece after piece. The last one returns
   * when the file has been checked.
   */
  beginImport: method(fields({ name: label(255), bytes: Count }), Model),
  append: method(fields({ id: ModelId, offset: Count, data: bytesUpTo(MAX_PIECE) }), Model),
  /** Of the catalogue: it can be downloaded again. Of an imported one the file is gone for good. */
  remove: method(OfModel, Models),
  /** Every request to the network that was ever made, the latest first. */
  network: method(
    fields({ limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000)), 200) }),
    v.object({ attempts: v.array(NetworkAttempt) }),
  ),
  clearNetwork: method(Nothing, v.object({})),

  changed: event(Models),
  removed: event(v.object({ ids: listOf(ModelId, 1, 1000) })),
};
