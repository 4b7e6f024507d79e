import type { ExportFormat, ExportOptions } from '../../contract/exports.ts';
import type { Job } from '../../contract/jobs.ts';
import type { Part } from './lacking.ts';
import type { Pdf } from './pdf/write.ts';
import type { Source } from './source.ts';

export interface ExportParts {
  /** Where what waits to be taken lies, below the library's folder. */
  waiting: string;
  /** The library's folder, into which nothing is exported. */
  home: string;
  /** Loaded when it is needed: the app starts sooner without it. */
  loadPdf: () => Promise<Pdf>;
  /** Without `transcriptId`: the transcript that is shown. Throws where there is no such meeting. */
  read(meetingId: string, transcriptId?: string): Source;
  /** What they are called and how long they are; throws where one is missing. */
  facts(meetingIds: readonly string[]): ReadonlyMap<string, { title: string; durationMs: number }>;
  /** Of those that are there still. */
  titles(meetingIds: readonly string[]): ReadonlyMap<string, string>;
  addJob(job: { kind: 'export'; meetingId: string; options: ExportTask }): Job;
  findJob(id: string): { kind: string; state: Job['state']; options: unknown; position: unknown };
  /** Ends when its run has stopped; another follows. undefined: it does not run. */
  restartJob(id: string): Promise<void> | undefined;
  /** Of one meeting of many, for the log. */
  noteFailure(thrown: unknown): void;
  /** null: they chose none. Left out where there is nobody to ask. */
  chooseFolder?: (() => Promise<string | null>) | undefined;
  /** Whoever calls may name any folder of this machine. */
  isTrusted: boolean;
}

/** What a job is to write. */
export interface ExportTask extends ExportOptions {
  meetingIds: string[];
  formats: ExportFormat[];
  folder: string | null;
  zip: boolean;
  /** Without its ending. */
  zipName: string;
  ifThere: 'keepBoth' | 'replace' | 'skip';
}

interface FileFacts {
  name: string;
  bytes: number;
}

/** How far a job is: with all that it says, a next run goes on as if nothing had come between. */
export interface ExportPosition {
  /** In the order of what was asked for. Without a name: its meeting was deleted for good, and the name held its title. */
  files: (Omit<FileFacts, 'name'> & { name: string | null })[];
  /** All of them in one; null: that is not whole yet, or not wanted. */
  zip: FileFacts | null;
  missing: { meetingId: string; format: ExportFormat; code: string; message: string; lacks?: Part[] }[];
  unshown: string[];
}

export const nothing: ExportPosition = { files: [], zip: null, missing: [], unshown: [] };
/** As a job's row keeps it: null at the beginning. */
export const positionOf = (kept: unknown): ExportPosition => ({
  ...nothing,
  ...(kept as Partial<ExportPosition> | null),
});

/** One file of one meeting. */
export interface Item {
  meetingId: string;
  format: ExportFormat;
}

export const itemsOf = ({ meetingIds, formats }: ExportTask): Item[] =>
  meetingIds.flatMap((meetingId) => formats.map((format) => ({ meetingId, format })));

/** What the files of a position are of. */
export function writtenOf(task: ExportTask, position: ExportPosition): Item[] {
  const keyOf = ({ meetingId, format }: Item) => `${meetingId} ${format}`;
  const missing = new Set(position.missing.map(keyOf));
  return itemsOf(task).filter((item) => !missing.has(keyOf(item)));
}

/** As a job keeps it once these meetings are gone. */
export function withoutNames(
  task: ExportTask,
  position: ExportPosition,
  gone: ReadonlySet<string>,
): ExportPosition {
  const written = writtenOf(task, position);
  const files = position.files.map((file, at) =>
    gone.has(written[at]?.meetingId ?? '') ? { ...file, name: null } : file,
  );
  return { ...position, files };
}
