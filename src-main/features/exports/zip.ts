import { closeSync, fsyncSync, openSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { sameName } from '../../contract/common.ts';
import { freeName, hasArrived, letGo, placeFile } from '../../storage/place-file.ts';
import { dateOf } from './clock.ts';
import { fileNameOf } from './file-name.ts';
import { nothing, positionOf, type ExportPosition } from './parts.ts';
import { endingsOf, partialOf, withMade, type Writing } from './writing.ts';

export const ZIP = { ending: 'zip', mediaType: 'application/zip' };

/** Where it holds several meetings, its name is no title of theirs. */
export const zipNameOf = ([title = '', ...others]: readonly string[]) =>
  others.length === 0 ? fileNameOf(title) : `MeetMemo ${dateOf(Date.now())}`;

/** They are packed already. */
const packed = /\.(pdf|docx)$/;

/** All files in one, written as they come, so that no more than one of them is in memory. */
export async function writeZip(writing: Writing, folder: string): Promise<void> {
  const { job, task } = writing;
  const partial = partialOf(folder, job.id, 'zip');
  // Half a zip can't be gone on with: it is begun anew.
  if (!hasArrived(partial)) {
    await fill(writing, partial);
    // Told to stop over the last of them, since it holds what is to go.
    job.signal.throwIfAborted();
  }
  const position = positionOf(job.position);
  if (position.files.length === 0) return;
  const { zipName } = task;
  const own = task.folder === null ? job.id : zipName;
  // One file is left out before there is a job, where it is not to be written.
  const ifThere = task.ifThere === 'replace' ? 'replace' : 'keepBoth';
  const placed = placeFile(partial, own, ZIP.ending, ifThere);
  const { size } = statSync(join(folder, placed));
  const name = task.folder === null ? `${zipName}.${ZIP.ending}` : placed;
  writing.commit({ ...position, zip: { name, bytes: size } });
  letGo(partial);
}

async function fill({ items, task, job, make, commit }: Writing, partial: string): Promise<void> {
  const handle = openSync(partial, 'w', 0o600);
  try {
    const zip = new Zip((error, chunk) => {
      if (error) throw error;
      writeFileSync(handle, chunk);
    });
    const taken = new Set<string>();
    let base = { meetingId: '', name: '' };
    let position: ExportPosition = nothing;
    for (const item of items) {
      job.signal.throwIfAborted();
      const made = await make(item);
      job.alive();
      if ('code' in made) position = { ...position, missing: [...position.missing, made] };
      else {
        const { meetingId } = item;
        // All files of a meeting have one number.
        if (base.meetingId !== meetingId) {
          const isTaken = (file: string) => taken.has(sameName(file));
          base = { meetingId, name: freeName(made.name, endingsOf(task), isTaken) };
        }
        const name = `${base.name}.${made.ending}`;
        taken.add(sameName(name));
        const entry = packed.test(name) ? new ZipPassThrough(name) : new ZipDeflate(name);
        zip.add(entry);
        entry.push(made.data, true);
        position = {
          ...withMade(position, made),
          files: [...position.files, { name, bytes: made.data.length }],
        };
      }
      commit(position);
    }
    zip.end();
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
