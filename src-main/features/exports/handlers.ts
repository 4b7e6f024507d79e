import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { sameName } from '../../contract/common.ts';
import type { ExportOptions, TextFormat } from '../../contract/exports.ts';
import type { AllHandlers } from '../../contract/index.ts';
import { AppError } from '../../rpc/errors.ts';
import { checkOutside } from '../../storage/outside.ts';
import { compose } from './compose.ts';
import { fileNameOf } from './file-name.ts';
import { checkThere, lackingFor } from './lacking.ts';
import { positionOf, type ExportParts, type ExportPosition, type ExportTask } from './parts.ts';
import type { Source } from './source.ts';
import { kindsOfFile, write } from './write.ts';
import { ZIP, zipNameOf } from './zip.ts';

/** What is seen as a page; a Word file would look much the same, and a letter brings the page along. */
const laidOut = new Set(['pdf', 'docx', 'eml']);
/** Letters of a text to look at. */
const PREVIEW = 8000;
const NAMED = 3;

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // It will be made.
    return [];
  }
}

export function exportHandlers(parts: ExportParts): AllHandlers['exports'] {
  /** Those that the person chose: no window writes anywhere else. */
  const chosen = new Set<string>();

  function checkFolder(folder: string): void {
    if (!isAbsolute(folder)) throw new AppError('invalid_input', 'The path of the folder is not a full one.');
    if (!parts.isTrusted && !chosen.has(folder))
      throw new AppError('forbidden', 'This folder was not chosen by a person.');
    checkOutside(parts.home, folder);
  }

  /** The job would say of each file that there is nothing for it. */
  function checkOne(meetingId: string, formats: readonly TextFormat[], options: ExportOptions): void {
    const source = parts.read(meetingId);
    const [first] = formats;
    const isNone = formats.every((format) => lackingFor(format, options.parts, source).length > 0);
    if (first && isNone) checkThere(first, options.parts, source);
  }

  async function fileOf(source: Source, format: TextFormat, options: ExportOptions, signal: AbortSignal) {
    const { ending, mediaType } = kindsOfFile[format];
    const written = await write(source, format, options, parts.loadPdf, signal);
    return { name: `${fileNameOf(source.meeting.title)}.${ending}`, mediaType, ...written };
  }

  const waitingZip = (jobId: string) => join(parts.waiting, `${jobId}.${ZIP.ending}`);

  function taskOf(jobId: string): { task: ExportTask; position: ExportPosition } {
    const { kind, options, position } = parts.findJob(jobId);
    if (kind !== 'export') throw new AppError('not_found', 'This job exports nothing.');
    return {
      task: options as ExportTask,
      position: positionOf(position),
    };
  }

  return {
    make: ({ meetingId, transcriptId, format, ...options }, { signal }) =>
      fileOf(parts.read(meetingId, transcriptId), format, options, signal),
    async preview({ meetingId, format, ...options }, { signal }) {
      const source = parts.read(meetingId);
      if (laidOut.has(format)) {
        checkThere(format, options.parts, source);
        const drawn = await (await parts.loadPdf()).draw(compose(source, options), signal);
        return { text: null, ...drawn };
      }
      const { data, unshown } = await write(source, format, options, parts.loadPdf, signal);
      const text = new TextDecoder().decode(data);
      return { svg: null, text: text.slice(0, PREVIEW), isWhole: text.length <= PREVIEW, unshown };
    },
    start({ meetingIds, formats, folder, zip, ...options }) {
      if (folder !== null) checkFolder(folder);
      const unique = [...new Set(meetingIds)];
      // Before there is a job that could not say that one is missing.
      const facts = [...parts.facts(unique).values()];
      if (unique.length === 1) checkOne(unique[0] ?? '', formats, options);
      const task: ExportTask = {
        ...options,
        meetingIds: unique,
        formats: [...new Set(formats)],
        folder,
        // What waits to be taken is one file.
        zip: zip || folder === null,
        zipName: zipNameOf(facts.map(({ title }) => title)),
      };
      // A job is about a meeting: this one about the first of them.
      return { job: parts.addJob({ kind: 'export', meetingId: unique[0] ?? '', options: task }) };
    },
    existing({ meetingIds, formats, folder, zip }) {
      checkFolder(folder);
      const there = new Set(namesIn(folder).map(sameName));
      const titles = [...parts.facts(meetingIds).values()].map(({ title }) => title);
      const endings = zip ? [ZIP.ending] : formats.map((format) => kindsOfFile[format].ending);
      const bases = zip ? [zipNameOf(titles)] : titles.map(fileNameOf);
      const names = new Set(bases.flatMap((base) => endings.map((ending) => `${base}.${ending}`)));
      const taken = [...names].filter((name) => there.has(sameName(name)));
      return { names: taken.slice(0, NAMED), count: taken.length };
    },
    report({ jobId }) {
      const { task, position } = taskOf(jobId);
      const ids = position.missing.map(({ meetingId }) => meetingId);
      const titles = parts.titles(ids);
      const missing = position.missing.map(({ lacks = [], ...one }) => {
        return { ...one, lacks, title: titles.get(one.meetingId) ?? '' };
      });
      const waits = task.folder === null && existsSync(waitingZip(jobId));
      return { folder: task.folder, ...position, missing, waits };
    },
    take({ jobId }) {
      const { task } = taskOf(jobId);
      const path = waitingZip(jobId);
      if (task.folder !== null || parts.findJob(jobId).state !== 'done')
        throw new AppError('not_found', 'Nothing of this job waits to be taken.');
      try {
        const data = new Uint8Array(readFileSync(path));
        rmSync(path);
        return { name: `${task.zipName}.${ZIP.ending}`, mediaType: ZIP.mediaType, data };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        throw new AppError('not_found', 'It does not wait any more.');
      }
    },
    canChoose: () => ({ canChoose: parts.chooseFolder !== undefined }),
    async chooseFolder() {
      const folder = (await parts.chooseFolder?.()) ?? null;
      if (folder !== null) chosen.add(folder);
      return { folder };
    },
  };
}
