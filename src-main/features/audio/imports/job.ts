import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isJson } from '../../../contract/imports.ts';
import type { NewMeeting } from '../../../contract/meetings.ts';
import { writeAbout } from '../about.ts';
import { lookAt } from '../../../storage/source-file.ts';
import { openUpload, type Upload } from '../../../storage/upload.ts';
import type { AudioParts } from '../handlers.ts';
import { inspectSound, processSound, withProgress, type Progress, type SoundFacts } from '../process.ts';
import { meetingWithSound, saveAudio } from '../queries.ts';
import { checkQuota, checkRoom, keptFree } from '../room.ts';
import { cleanTitle, startOf, titleOfFile } from './names.ts';
import type { Entry, Patch } from './queue.ts';
import { checkSize, maxBytesOf } from './source-file.ts';

/** A window that says nothing for so long is gone, or can't read its file. */
const UPLOAD_IDLE_MS = 60_000;

export interface ImportParts extends AudioParts {
  createMeeting(draft: NewMeeting & { id: string }): void;
  /** A meeting that was exported as JSON. `again`: even where it is there already. */
  takeIn(
    data: Uint8Array,
    options: Pick<Entry, 'folderId' | 'again'>,
  ): { meetingId: string; isNew: boolean; lengthMs: number | null };
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
  const upload = openUpload(path, item.bytes, {
    signal: controller.signal,
    idleMs: UPLOAD_IDLE_MS,
    checkRoom(bytes) {
      checkRoom(folder, bytes, parts.settings());
    },
  });
  parts.uploads.set(item.id, upload);
  try {
    upload.start();
    update({ state: 'uploading', bytesDone: 0 });
    await upload.whole;
    return path;
  } finally {
    parts.uploads.delete(item.id);
  }
}

/** The meeting and its sound, or neither. */
function enter(
  { library, media, createMeeting }: ImportParts,
  { item, folderId }: Entry,
  { id, folder }: { id: string; folder: string },
  { title: ownTitle, recordedAt, ...facts }: SoundFacts,
  { sha256, modifiedAt }: { sha256: string; modifiedAt: number | undefined },
): void {
  const startedAt = startOf({ recordedAt, name: item.name, modifiedAt });
  const title = cleanTitle(ownTitle ?? '') || titleOfFile(item.name);
  try {
    writeAbout(folder, { title, startedAt, sha256, isCompressed: facts.isCompressed, recording: null });
    media.settle(id);
    library.db.transaction(() => {
      // The folder may have been removed while this was on its way.
      const isThere = library.db.get('SELECT 1 FROM folders WHERE id = ?', folderId) !== undefined;
      createMeeting({
        id,
        title,
        startedAt,
        folderId: isThere ? folderId : null,
      });
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
  } catch (error) {
    media.remove(id);
    throw error;
  }
}

/** No sound but a meeting, as an export wrote it. Nothing has to be kept of the file. */
async function takeInMeeting(parts: ImportParts, entry: Entry, id: string, path: string): Promise<Patch> {
  const { meetingId, isNew, lengthMs } = parts.takeIn(await readFile(path), entry);
  await parts.media.discard(id);
  const ended = { meetingId, bytesDone: entry.item.bytes, msLeft: null };
  if (!isNew) return { ...ended, state: 'duplicate' };
  parts.announceMeeting(meetingId, true);
  return { ...ended, state: 'done', msDone: lengthMs ?? 0 };
}

/** One file, from where it lies into the library. On any failure nothing of it is left. */
export async function runImport(
  parts: ImportParts,
  entry: Entry,
  update: (patch: Patch) => void,
): Promise<Patch> {
  const { library, media, engine } = parts;
  const { item, source, controller } = entry;
  const { signal } = controller;
  const settings = parts.settings();
  checkSize(item.bytes, settings);
  const id = randomUUID();
  // Throws here, before anything is copied, when there is no library to import into.
  library.db.get('SELECT 1');
  checkQuota(library.db, item.bytes, settings);
  const folder = media.begin(id);
  try {
    checkRoom(folder, item.bytes, settings);
    const from = await receive(parts, entry, folder, update);
    const found = await lookAt(from);
    checkSize(found.bytes, settings);
    checkQuota(library.db, found.bytes, settings);
    if (isJson(item.name)) return await takeInMeeting(parts, entry, id, from);
    // What was sent lies there already, and is not copied again.
    const isOurs = source.kind === 'upload';
    if (!isOurs) checkRoom(folder, found.bytes, settings);
    signal.throwIfAborted();
    const started = performance.now();
    const onProgress = ({ step, bytes, totalBytes, ms }: Progress) => {
      // Copying and reading each pass over the whole file once.
      const done = (step === 'copying' ? 0 : totalBytes) + bytes;
      const msLeft = step === 'converting' ? null : timeLeft(started, done, 2 * totalBytes);
      const msDone = step === 'reading' ? { msDone: ms } : {};
      update({ state: step, bytes: totalBytes, bytesDone: bytes, msLeft, ...msDone });
    };
    const job = item.id;
    update({ state: 'copying', bytes: found.bytes, bytesDone: 0 });
    // Before gigabytes are copied that turn out to be no sound.
    await inspectSound(engine, job, from, signal);
    const target = join(folder, 'sound');
    const { sha256, bytes } = await withProgress(engine, job, 'copying', onProgress, (audio) =>
      audio.take(
        { job, source: from, target, maxBytes: maxBytesOf(settings), keepFree: keptFree(settings), isOurs },
        { signal },
      ),
    );
    const known = entry.again ? undefined : meetingWithSound(library.db, sha256);
    if (known !== undefined) {
      await media.discard(id);
      return { state: 'duplicate', meetingId: known, bytesDone: bytes, msLeft: null };
    }
    update({ state: 'reading', bytes, bytesDone: 0 });
    const facts = await processSound(engine, {
      job,
      folder,
      track: null,
      settings,
      signal,
      log: parts.log,
      onProgress,
    });
    signal.throwIfAborted();
    const modifiedAt = source.modifiedAt ?? (source.kind === 'path' ? found.modifiedAt : undefined);
    enter(parts, entry, { id, folder }, facts, { sha256, modifiedAt });
    parts.announceMeeting(id, true);
    parts.onNewSound(id, 'imported');
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
    await media.discard(id);
    throw error;
  }
}
