import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { fields, listOf, Nothing, text } from './common.ts';
import { ExportChoices } from './exports.ts';
import { LogLevel } from './logs.ts';
import { ModelId } from './models.ts';
import { ServerAddress, ServerKey } from './server-address.ts';
import { QUICK } from './summaries.ts';
import { TemplateId } from './templates.ts';
import { Terms } from './terms.ts';

const wholeNumber = (min: number, max: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));

/** Every setting with its schema and its default. A new one needs nothing but a line here. */
const changeable = {
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  language: v.optional(v.picklist(['system', 'en', 'de', 'es']), 'system'),
  /** The tour does not show itself again. */
  tourSeen: v.optional(v.boolean(), false),
  logLevel: v.optional(LogLevel, 'info'),
  logDays: v.optional(wholeNumber(1, 365), 14),
  logMegabytes: v.optional(wholeNumber(1, 100), 10),
  /** How many daily copies of the library are kept. */
  backupsKept: v.optional(wholeNumber(1, 100), 7),
  /** What stays of an imported file or a recording: itself, or a compressed copy in its place. */
  keepSound: v.optional(v.picklist(['original', 'compressed']), 'original'),
  /** Of what is compressed, in kilobits a second for each channel. */
  compressedKilobits: v.optional(wholeNumber(16, 256), 48),
  /** A larger file, or a longer one, is refused. */
  maxFileGigabytes: v.optional(wholeNumber(1, 1000), 8),
  maxHours: v.optional(wholeNumber(1, 240), 24),
  /** What all sounds of the library may take together, before one more is imported or recorded; 0: any amount. */
  maxLibraryGigabytes: v.optional(wholeNumber(0, 100_000), 0),
  /** Kept free on the disk: no import and no recording goes below it. */
  minFreeMegabytes: v.optional(wholeNumber(0, 1_000_000), 500),
  /** The model that new transcripts are made with; empty: the best one that is installed. */
  speechModel: v.optional(text(100), ''),
  /** A device by the engine's name for it; empty: the one that was fastest when they were tried. */
  speechDevice: v.optional(text(200), ''),
  /** 0: as many as were fastest when they were tried. */
  speechThreads: v.optional(wholeNumber(0, 256), 0),
  /** `auto`, or a code such as `en`. */
  speechLanguage: v.optional(v.pipe(v.string(), v.regex(/^(auto|[a-z]{2,3})$/)), 'auto'),
  speechTranslate: v.optional(v.boolean(), false),
  /** Leave out what is no speech before the engine hears it. */
  skipSilence: v.optional(v.boolean(), true),
  beamSize: v.optional(wholeNumber(1, 8), 1),
  /** Names and terms to expect in every meeting. */
  vocabulary: v.optional(Terms, ''),
  /** What comes in is transcribed without being asked for. */
  transcribeRecordings: v.optional(v.boolean(), true),
  transcribeImports: v.optional(v.boolean(), false),
  liveCaptions: v.optional(v.boolean(), false),
  /** What summaries are written by, where nothing else is said: `quick`, a language model by its id, or `server`. */
  summaryModel: v.optional(ModelId, QUICK),
  summaryTemplate: v.optional(TemplateId, 'minutes'),
  /** A server that writes, at an address that a person has typed. Without it nothing leaves this machine. */
  serverOn: v.optional(v.boolean(), false),
  serverAddress: v.optional(ServerAddress, ''),
  serverModel: v.optional(text(200), ''),
  /** Lies in the file of the settings as it is. */
  serverKey: v.optional(ServerKey, ''),
  /** How many tokens the server reads at once: none of them tells. */
  serverContext: v.optional(wholeNumber(1024, 1_000_000), 4096),
  exportChoices: v.optional(ExportChoices, {}),
  queuePaused: v.optional(v.boolean(), false),
  onlyOnMains: v.optional(v.boolean(), false),
  onlyWhenIdle: v.optional(v.boolean(), false),
};

export const settingSchemas = {
  ...changeable,
  /** Switched by the methods of the flags area. */
  flags: v.optional(v.record(v.pipe(v.string(), v.maxLength(60)), v.boolean()), {}),
};

export const Settings = v.object(settingSchemas);
export type Settings = v.InferOutput<typeof Settings>;
export type SettingName = keyof Settings;
export const settingNames = Object.keys(settingSchemas) as SettingName[];

type Unwrapped<T> = {
  [K in keyof T]: T[K] extends v.OptionalSchema<infer S, unknown> ? v.OptionalSchema<S, undefined> : never;
};
/** The same without their defaults: what is left out stays as it is. */
const patchEntries = Object.fromEntries(
  Object.entries(changeable).map(([name, schema]) => [name, v.optional(schema.wrapped as v.GenericSchema)]),
) as unknown as Unwrapped<typeof changeable>;
export const SettingsPatch = fields(patchEntries);
export type SettingsPatch = v.InferOutput<typeof SettingsPatch>;

export const settings = {
  get: method(
    Nothing,
    v.object({
      settings: Settings,
      /** Names of stored values that are unknown or malformed: kept in the file beside, not used. */
      setAside: v.array(v.string()),
    }),
  ),
  update: method(SettingsPatch, Settings),
  reset: method(
    fields({ names: v.optional(listOf(v.picklist(settingNames), 1, settingNames.length)) }),
    Settings,
  ),

  changed: event(Settings),
};
