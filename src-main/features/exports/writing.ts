import { join } from 'node:path';
import type { RunningJob } from '../../jobs/types.ts';
import { kindsOfFile } from './write.ts';
import type { ExportPosition, ExportTask, Item } from './parts.ts';

export interface Made {
  /** Without its ending. */
  name: string;
  ending: string;
  data: Uint8Array;
  unshown: string[];
}

/** What no font has is told of once for all files. */
export const withMade = (position: ExportPosition, { unshown }: Made): ExportPosition => ({
  ...position,
  unshown: [...new Set([...position.unshown, ...unshown])],
});

export const endingsOf = ({ formats }: ExportTask): string[] =>
  formats.map((format) => kindsOfFile[format].ending);

/** A job as its two ways of writing see it: into files, or into a zip. */
export interface Writing {
  items: readonly Item[];
  task: ExportTask;
  job: RunningJob;
  /** The file, or what is to be said where there can't be one. */
  make(item: Item): Promise<Made | ExportPosition['missing'][number]>;
  /** Keeps how far it is. */
  commit(position: ExportPosition): void;
}

const prefixOf = (jobId: string) => `.${jobId}-`;
const SUFFIX = '.meetmemo-partial';

/** What is written beside: hidden, and told by its job, so that the next run of that finds or removes it. */
export const partialOf = (folder: string, jobId: string, at: number | 'zip') =>
  join(folder, `${prefixOf(jobId)}${String(at)}${SUFFIX}`);

export const isPartialOf = (name: string, jobId: string) =>
  name.startsWith(prefixOf(jobId)) && name.endsWith(SUFFIX);
