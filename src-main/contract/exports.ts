import * as v from 'valibot';
import { method } from '../rpc/define.ts';
import { Count, fields, FileContent, Id, listOf, Nothing } from './common.ts';
import { Job } from './jobs.ts';

/** csv: a segment a row. actions: an action item a row, as CSV. eml: a draft of a letter with the PDF. */
export const exportFormats = [
  'pdf',
  'md',
  'docx',
  'json',
  'txt',
  'srt',
  'vtt',
  'csv',
  'actions',
  'eml',
] as const;
export type ExportFormat = (typeof exportFormats)[number];
/** For the clipboard, which takes no files. */
export type TextFormat = ExportFormat | 'html';

export const exportParts = ['summary', 'actions', 'notes', 'transcript'] as const;

/** What does not apply to a format is left out of account: subtitles and JSON hold what is said, with its times. */
const chosen = {
  parts: v.optional(listOf(v.picklist(exportParts), 1, exportParts.length), [...exportParts]),
  times: v.optional(v.boolean(), true),
  /** Names: who speaks, and whose an action item is. */
  speakers: v.optional(v.boolean(), true),
  /** Marks words that were hardly understood. */
  marks: v.optional(v.boolean(), false),
  paper: v.optional(v.picklist(['a4', 'letter']), 'a4'),
};
const Formats = listOf(v.picklist(exportFormats), 1, exportFormats.length);
/** What a person chose last. */
export const ExportChoices = v.object({
  ...chosen,
  formats: v.optional(Formats, ['pdf']),
  zip: v.optional(v.boolean(), false),
});
export type ExportChoices = v.InferOutput<typeof ExportChoices>;

const options = {
  ...chosen,
  /** Of headings and dates. */
  language: v.optional(v.picklist(['en', 'de', 'es']), 'en'),
};
export type ExportOptions = v.InferOutput<v.ObjectSchema<typeof options, undefined>>;

const OfJob = fields({ jobId: Id });
/** What no font of a PDF has: scripts by their codes, such as `Thai`, and characters by their numbers. Words stand for them. */
const unshown = v.array(v.string());
const forMany = {
  meetingIds: listOf(Id, 1, 10_000),
  formats: Formats,
};
const File = v.object({ name: v.string(), bytes: Count });
/** Of this machine. */
const Folder = v.pipe(v.string(), v.minLength(1), v.maxLength(32_000));

export const exporting = {
  /** One file of one meeting. Without `transcriptId`: the transcript that is shown. */
  make: method(
    fields({
      meetingId: Id,
      transcriptId: v.optional(Id),
      format: v.picklist([...exportFormats, 'html']),
      ...options,
    }),
    v.object({ ...FileContent.entries, unshown }),
  ),
  /** How it will begin: the first page of what is laid out, as SVG, or the first words of what is text. */
  preview: method(
    fields({ meetingId: Id, format: v.picklist(exportFormats), ...options }),
    v.object({ svg: v.nullable(v.string()), text: v.nullable(v.string()), isWhole: v.boolean(), unshown }),
  ),
  /** Queues one job for all of them. */
  start: method(
    fields({
      ...forMany,
      ...options,
      /** One that a person chose with `chooseFolder`. null: a zip that waits to be taken with `take`. */
      folder: v.nullable(Folder),
      zip: v.optional(v.boolean(), false),
      /** Where a file of the same name is there already; to keep both, a number is added to the name. */
      ifThere: v.optional(v.picklist(['keepBoth', 'replace', 'skip']), 'keepBoth'),
    }),
    v.object({ job: Job }),
  ),
  /** Which of the files that `start` would write are there already: their number, and the first of them by name. */
  existing: method(
    fields({ ...forMany, folder: Folder, zip: v.optional(v.boolean(), false) }),
    v.object({ names: v.array(v.string()), count: Count }),
  ),
  /** What a job has written so far, and what it could not. */
  report: method(
    OfJob,
    v.object({
      /** null: it waits to be taken. */
      folder: v.nullable(v.string()),
      /** Without a name: its meeting was deleted for good since. */
      files: v.array(v.object({ ...File.entries, name: v.nullable(v.string()) })),
      /** All of them in one; null: that is not whole yet, or was not asked for. */
      zip: v.nullable(File),
      /** It has not been taken yet. */
      waits: v.boolean(),
      missing: v.array(
        v.object({
          meetingId: Id,
          title: v.string(),
          format: v.picklist(exportFormats),
          code: v.string(),
          message: v.string(),
          /** There is nothing of what the file would be made of. */
          lacks: v.array(v.picklist(exportParts)),
        }),
      ),
      unshown,
    }),
  ),
  /** The zip of a job that has no folder. It can be taken once. */
  take: method(OfJob, FileContent),
  /** Whether there is somebody to ask for a folder: not so in a browser, where files are taken instead. */
  canChoose: method(Nothing, v.object({ canChoose: v.boolean() })),
  /** Asks the person for a folder; null: they chose none, or there is nobody to ask. */
  chooseFolder: method(Nothing, v.object({ folder: v.nullable(v.string()) })),
};
