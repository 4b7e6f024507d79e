import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sameName } from '../../contract/common.ts';
import type { JobKind, RunningJob } from '../../jobs/types.ts';
import { AppError, wrapError } from '../../rpc/errors.ts';
import { makeFolders } from '../../storage/files.ts';
import { freeName, hasArrived, isTakenFrom, letGo, placeFile } from '../../storage/place-file.ts';
import { fileNameOf } from './file-name.ts';
import type { Part } from './lacking.ts';
import {
  itemsOf,
  positionOf,
  withoutNames,
  writtenOf,
  type ExportParts,
  type ExportPosition,
  type ExportTask,
  type Item,
} from './parts.ts';
import { kindsOfFile, write } from './write.ts';
import { endingsOf, isPartialOf, partialOf, withMade, type Writing } from './writing.ts';
import { writeZip } from './zip.ts';

const skipped = { code: 'conflict', message: 'A file of this name was there already.' };

/** So much counts a meeting without a length, so that it is seen to get on. */
const LEAST_MS = 1000;

export function exportJob(parts: ExportParts): JobKind {
  /** Deleted for good while this process lives: a run that began before still knows what their files are called. */
  const gone = new Set<string>();
  return {
    laneOf: () => 'files',
    async run(job) {
      const task = job.options as ExportTask;
      const writing = begin(parts, job, task, gone);
      const folder = task.folder ?? parts.waiting;
      makeFolder(folder);
      try {
        if (task.zip) await writeZip(writing, folder);
        else await writeFiles(writing, folder);
      } finally {
        // A file that has its name already is let go by the run that counts it.
        for (const name of readdirSync(folder)) {
          const path = join(folder, name);
          if (isPartialOf(name, job.id) && !hasArrived(path)) letGo(path);
        }
      }
    },
    forget(options, position, meetingIds) {
      for (const id of meetingIds) gone.add(id);
      return withoutNames(options as ExportTask, positionOf(position), gone);
    },
  };
}

function makeFolder(folder: string): void {
  try {
    makeFolders(folder);
  } catch (error) {
    if (wrapError(error).code === 'disk_full') throw error;
    const { code } = error as NodeJS.ErrnoException;
    const message = 'Nothing can be written to this folder.';
    throw new AppError('permission_denied', message, { native: code }, { cause: error });
  }
}

function begin(parts: ExportParts, job: RunningJob, task: ExportTask, gone: ReadonlySet<string>): Writing {
  const items = itemsOf(task);
  // Those that are gone are told of when it is their turn.
  const facts = parts.facts([...parts.titles(task.meetingIds).keys()]);
  const msOf = ({ meetingId }: Item) => Math.max(LEAST_MS, facts.get(meetingId)?.durationMs ?? 0);
  const sum = (some: readonly Item[]) => some.reduce((total, item) => total + msOf(item), 0);
  const totalMs = sum(items);
  let last: { id: string; source: ReturnType<ExportParts['read']> } | undefined;
  return {
    ...{ items, task, job },
    async make({ meetingId, format }) {
      try {
        if (last?.id !== meetingId) last = { id: meetingId, source: parts.read(meetingId) };
        const { source } = last;
        const written = await write(source, format, task, parts.loadPdf, job.signal);
        return { name: fileNameOf(source.meeting.title), ending: kindsOfFile[format].ending, ...written };
      } catch (error) {
        const { code, message, details } = wrapError(error);
        // Deleted meanwhile, without what this format holds, or a defect: the others are written all the same.
        const isOfThis = code === 'not_found' || (code === 'internal' && task.meetingIds.length > 1);
        if (!isOfThis || job.signal.aborted) throw error;
        if (code === 'internal') parts.noteFailure(error);
        return { meetingId, format, code, message, lacks: (details.lacks as Part[] | undefined) ?? [] };
      }
    },
    commit(kept) {
      const isWhole = !task.meetingIds.some((id) => gone.has(id));
      const position = isWhole ? kept : withoutNames(task, kept, gone);
      const done = position.files.length + position.missing.length;
      job.commit({ position, doneMs: sum(items.slice(0, done)), totalMs });
    },
  };
}

/** What the files of the last meeting are called, without their endings: those to come have the same number. */
function lastBase(task: ExportTask, position: ExportPosition) {
  const { files, missing } = position;
  const done = itemsOf(task).slice(0, files.length + missing.length);
  const meetingId = done.at(-1)?.meetingId;
  const written = writtenOf(task, position);
  const at = written.findIndex((item) => item.meetingId === meetingId);
  const [name, format] = [files[at]?.name, written[at]?.format];
  if (meetingId === undefined || name == null || format === undefined) return undefined;
  return { meetingId, name: name.slice(0, -`.${kindsOfFile[format].ending}`.length) };
}

/** Each file is written beside, gets its name, and is counted; whatever comes in between, it is there once. */
async function writeFiles({ items, task, job, make, commit }: Writing, folder: string): Promise<void> {
  let position = positionOf(job.position);
  const begun = position.files.length + position.missing.length;
  // Meetings of one title do not replace each other.
  const own = new Set(position.files.flatMap(({ name }) => (name === null ? [] : sameName(name))));
  /** Were there before, and left out: those of the meeting that they were left out for. */
  const left = new Set<string>();
  let base = lastBase(task, position);
  if (begun > 0) letGo(partialOf(folder, job.id, begun - 1));
  for (const [at, item] of items.entries()) {
    if (at < begun) continue;
    job.signal.throwIfAborted();
    const partial = partialOf(folder, job.id, at);
    const made = await make(item);
    job.alive();
    if ('code' in made) {
      position = { ...position, missing: [...position.missing, made] };
    } else {
      if (!hasArrived(partial)) writeFileSync(partial, made.data, { flush: true });
      const { meetingId } = item;
      if (base?.meetingId !== meetingId) {
        const isTaken = (file: string) =>
          own.has(sameName(file)) ||
          left.has(file) ||
          (task.ifThere === 'keepBoth' && isTakenFrom(partial, join(folder, file)));
        base = { meetingId, name: freeName(made.name, endingsOf(task), isTaken) };
      }
      const name = placeFile(partial, base.name, made.ending, task.ifThere);
      if (name === null) {
        left.add(`${base.name}.${made.ending}`);
        position = { ...position, missing: [...position.missing, { ...item, ...skipped }] };
      } else {
        own.add(sameName(name));
        const { size } = statSync(join(folder, name));
        position = { ...withMade(position, made), files: [...position.files, { name, bytes: size }] };
      }
    }
    commit(position);
    letGo(partial);
  }
}
