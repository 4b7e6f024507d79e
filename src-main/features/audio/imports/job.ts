import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewMeeting } from '../../../contract/meetings.ts';
import { AppError } from '../../../rpc/errors.ts';
import type { AudioParts } from '../handlers.ts';
import { checkRoom, processSound, withProgress, type Progress } from '../process.ts';
import { meetingWithSound, saveAudio } from '../queries.ts';
import { timeInName, titleOf } from './names.ts';
import type { Entry, Patch } from './queue.ts';
import { openUpload, type Upload } from './upload.ts';

const GIGABYTE = 1024 ** 3;

export interface ImportParts extends AudioParts {
  createMeeting(draft: NewMeeting & { id: string }): void;
  uploads: Map<string, Upload>;
}

/** From how long it took so far. Nothing is said in the first moments, when it would be a guess. */
function timeLeft(started: number, done: number, total: number): number | null {
  const elapsed = performance.now() - started;
  if (elapsed < 1000 || done <= 0 || done >= total) return null;
  return Math.round((elapsed / done) * (total - done));
}

/** The path where all the bytes are; those of an upload are asked for by the state, and awaited. */
async function receive(
  parts: ImportParts,
  { item, source, controller }: Entry,
  folder: string,
  update: (patch: Patch) => void,
): Promise<string> {
  if (source.kind === 'path') return source.path;
  const path = join(folder, 'upload');
  const upload = openUpload(path, item.bytes, controller.signal);
  parts.uploads.set(item.id, upload);
  try {
    update({ state: 'uploading', bytesDone: 0 });
    upload.start();
    await upload.whole;
    return path;
  } finally {
    parts.uploads.delete(item.id);
  }
}

/** One file, from where it lies into the library. On any failure nothing of it is left. */
export async function runImport(
  parts: ImportParts,
  entry: Entry,
  update: (patch: Patch) => void,
): Promise<Patch> {
  const { library, media, engine, settings } = parts;
  const { item, source, controller, folderId } = entry;
  const { signal } = controller;
  const current = settings();
  const maxBytes = current.maxFileGigabytes * GIGABYTE;
  // Fails here, before anything is copied, when the library can't be written to.
  void library.db;
  if (item.bytes > maxBytes) {
    throw new AppError(
      'too_large',
      `The file is larger than the ${String(current.maxFileGigabytes)} GB that the settings allow.`,
    );
  }
  const id = randomUUID();
  const folder = media.begin(id);
  try {
    checkRoom(folder, item.bytes, current);
    const from = await receive(parts, entry, folder, update);
    const found = await stat(from).catch((error: unknown) => {
      throw new AppError(
        'not_found',
        'The file is not there any more, or may not be read.',
        {},
        { cause: error },
      );
    });
    const total = found.size;
    if (total !== item.bytes) checkRoom(folder, total, current);
    const started = performance.now();
    const onProgress = ({ step, bytes, totalBytes, ms }: Progress) => {
      // Copying and reading each pass over the whole file once.
      const done = (step === 'copying' ? 0 : totalBytes) + bytes;
      const msLeft = step === 'converting' ? null : timeLeft(started, done, 2 * totalBytes);
      update({
        state: step,
        bytes: totalBytes,
        bytesDone: bytes,
        ...(step === 'reading' && { msDone: ms }),
        msLeft,
      });
    };
    update({ state: 'copying', bytes: total, bytesDone: 0 });
    const job = item.id;
    const { sha256, bytes } = await withProgress(engine, job, 'copying', onProgress, (audio) =>
      audio.take({ job, source: from, target: join(folder, 'sound'), maxBytes }, { signal }),
    );
    rmSync(join(folder, 'upload'), { force: true });
    const known = entry.again ? undefined : meetingWithSound(library.db, sha256);
    if (known !== undefined) {
      media.abandon(id);
      return { state: 'duplicate', meetingId: known, bytesDone: bytes, msLeft: null };
    }
    update({ state: 'reading', bytes, bytesDone: 0 });
    const work = { job, folder, track: null, settings: current, signal, onProgress };
    const { title, recordedAt, ...facts } = await processSound(engine, work);
    signal.throwIfAborted();

    const modifiedAt = source.kind === 'path' ? found.mtimeMs : source.modifiedAt;
    const startedAt = recordedAt ?? timeInName(item.name) ?? Math.trunc(modifiedAt ?? Date.now());
    media.settle(id);
    library.db.transaction(() => {
      parts.createMeeting({ id, title: titleOf(title ?? item.name), startedAt, folderId });
      saveAudio(library.db, {
        ...facts,
        meetingId: id,
        state: 'ready',
        source: 'imported',
        sha256,
        isTwoTrack: false,
        positionMs: 0,
      });
    });
    parts.announceMeeting(id);
    return {
      state: 'done',
      meetingId: id,
      bytesDone: bytes,
      msDone: facts.durationMs ?? 0,
      msLeft: null,
      isDamaged: facts.isDamaged,
      hasTracks: facts.tracks.length > 1,
    };
  } catch (error) {
    media.abandon(id);
    if (existsSync(media.file(id, 'sound')) && !library.db.get('SELECT 1 FROM meetings WHERE id = ?', id))
      media.remove(id);
    throw error;
  }
}

/** The size to show while a file waits; what can't be looked at is told of when its turn comes. */
export function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
