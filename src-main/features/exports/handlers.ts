import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import type { ExportFormat, ExportOptions } from '../../contract/exports.ts';
import type { AllHandlers } from '../../contract/index.ts';
import { AppError } from '../../rpc/errors.ts';
import { compose } from './compose.ts';
import { fileNameOf } from './file-name.ts';
import type { ExportParts, ExportPosition, ExportTask } from './parts.ts';
import type { Source } from './source.ts';
import { kindsOfFile, write } from './write.ts';

const ZIP = { ending: 'zip', mediaType: 'application/zip' };

/** Where a folder is, links followed as far as it exists. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

export function exportHandlers(parts: ExportParts): AllHandlers['exports'] {
  /** Those that the person chose: no window writes anywhere else. */
  const chosen = new Set<string>();

  function checkFolder(folder: string): void {
    if (!isAbsolute(folder)) throw new AppError('invalid_input', 'The path of the folder is not a full one.');
    if (!parts.isTrusted && !chosen.has(folder))
      throw new AppError('forbidden', 'This folder was not chosen by a person.');
    const way = relative(realPath(parts.home), realPath(folder));
    if (!way.startsWith('..') && !isAbsolute(way))
      throw new AppError('invalid_input', "Nothing is exported into the library's own folder.");
  }

  async function fileOf(source: Source, format: ExportFormat, options: ExportOptions, signal: AbortSignal) {
    const { ending, mediaType } = kindsOfFile[format];
    const data = await write(source, format, options, parts.loadPdf, signal);
    return { name: `${fileNameOf(source.meeting.title)}.${ending}`, mediaType, data };
  }

  function taskOf(jobId: string): { task: ExportTask; position: ExportPosition } {
    const { kind, options, position } = parts.findJob(jobId);
    if (kind !== 'export') throw new AppError('not_found', 'This job exports nothing.');
    return {
      task: options as ExportTask,
      position: (position as ExportPosition | null) ?? { files: [], missing: [] },
    };
  }

  return {
    make: ({ meetingId, transcriptId, format, ...options }, { signal }) =>
      fileOf(parts.read(meetingId, transcriptId), format, options, signal),
    async preview({ meetingId, ...options }, { signal }) {
      const source = parts.read(meetingId);
      const toPdf = await parts.loadPdf();
      const data = await toPdf(compose(source, options), signal, 1);
      return { name: `${fileNameOf(source.meeting.title)}.pdf`, mediaType: kindsOfFile.pdf.mediaType, data };
    },
    start({ meetingIds, formats, folder, zip, ...options }) {
      if (folder !== null) checkFolder(folder);
      const unique = [...new Set(meetingIds)];
      parts.lengths(unique);
      const task = {
        ...options,
        meetingIds: unique,
        formats: [...new Set(formats)],
        folder,
        // What waits to be taken is one file.
        zip: zip || folder === null,
      };
      // A job is about a meeting: this one about the first of them.
      return { job: parts.addJob({ kind: 'export', meetingId: unique[0] ?? '', options: task }) };
    },
    report({ jobId }) {
      const { task, position } = taskOf(jobId);
      return { folder: task.folder, ...position };
    },
    take({ jobId }) {
      const { task } = taskOf(jobId);
      const path = join(parts.waiting, `${jobId}.zip`);
      if (task.folder !== null || parts.findJob(jobId).state !== 'done')
        throw new AppError('not_found', 'Nothing of this job waits to be taken.');
      try {
        const data = new Uint8Array(readFileSync(path));
        rmSync(path);
        return { name: `MeetMemo.${ZIP.ending}`, mediaType: ZIP.mediaType, data };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        throw new AppError('not_found', 'It was taken already.');
      }
    },
    async chooseFolder() {
      const folder = (await parts.chooseFolder?.()) ?? null;
      if (folder !== null) chosen.add(folder);
      return { folder };
    },
  };
}
