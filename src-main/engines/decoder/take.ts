import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { open, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, noRoom } from '../../rpc/errors.ts';
import { createPace } from './pace.ts';
import { changed, openRegular, sourceProblem } from './problems.ts';

const CHUNK = 1024 * 1024;
const SYNC_CHUNKS = 256;

export interface TakeRequest {
  source: string;
  target: string;
  maxBytes: number;
  keepFree: number;
  isOurs: boolean;
}

type Report = (bytes: number, totalBytes: number) => void;

const isSame = (a: BigIntStats, b: BigIntStats) =>
  a.size === b.size && a.mtimeNs === b.mtimeNs && a.ino === b.ino && a.dev === b.dev;

/**
 * Copies a file that may be written to meanwhile: what comes out is one moment's content, or an error. One of our own,
 * which lies beside the target, is only read, and gets the target's name.
 */
export async function take(request: TakeRequest, signal: AbortSignal, report: Report) {
  const source = await openRegular(request.source);
  try {
    const before = await source.stat({ bigint: true });
    if (before.size > BigInt(request.maxBytes)) {
      throw new AppError('too_large', 'The file is too large.', { maxBytes: request.maxBytes });
    }
    const readInto = async (target?: FileHandle) => {
      const bytes = Number(before.size);
      const checkRoomLeft = (left: number) => (target ? checkRoom(request, left) : undefined);
      const sha256 = await copy({ source, target, bytes, signal, report, checkRoom: checkRoomLeft });
      const after = await stat(request.source, { bigint: true }).catch((error: unknown) => {
        throw sourceProblem(error);
      });
      if (!isSame(before, after)) throw changed();
      return { bytes, sha256 };
    };
    if (!request.isOurs) return await withNewFile(request.target, readInto);
    const taken = await readInto();
    await putInPlace(request);
    return taken;
  } finally {
    await source.close();
  }
}

async function putInPlace({ source, target }: TakeRequest): Promise<void> {
  // Windows syncs nothing that was opened for reading alone.
  const file = await open(source, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(source, target);
}

/** A new file for this user alone, on the disk when it is returned and gone when the body fails. */
export async function withNewFile<T>(path: string, write: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'wx', 0o600);
  try {
    const result = await write(file);
    await file.sync();
    await file.close();
    return result;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(path, { force: true });
    throw error;
  }
}

/** Others may fill the disk while gigabytes are copied. */
async function checkRoom({ target, keepFree }: TakeRequest, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(target));
  const free = bavail * bsize;
  if (free < keepFree) throw noRoom({ free, needed, kept: keepFree });
}

interface Copy {
  source: FileHandle;
  target: FileHandle | undefined;
  bytes: number;
  signal: AbortSignal;
  report: Report;
  checkRoom(left: number): Promise<void> | undefined;
}

/** While one chunk is hashed and written the next one is read. */
async function copy({ source, target, bytes, signal, report, checkRoom }: Copy): Promise<string> {
  const hash = createHash('sha256');
  const buffers = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)] as const;
  const read = (index: number) =>
    source.read(buffers[index % 2 === 0 ? 0 : 1], 0, CHUNK).catch((error: unknown) => {
      throw sourceProblem(error);
    });
  let copied = 0;
  const pace = createPace(signal, () => report(copied, bytes));
  let { bytesRead, buffer } = await read(0);
  for (let turn = 1; bytesRead > 0; turn += 1) {
    const chunk = buffer.subarray(0, bytesRead);
    const others = Promise.all([read(turn), target && writeAll(target, chunk)]);
    hash.update(chunk);
    const [next] = await others;
    copied += bytesRead;
    // Little by little, or the last sync would seem to be stuck.
    if (target && turn % SYNC_CHUNKS === 0) await target.datasync();
    // A file that grows as fast as we read would never end.
    if (copied > bytes) throw changed();
    if (pace.due()) {
      await pace.rest();
      await checkRoom(bytes - copied);
    }
    ({ bytesRead, buffer } = next);
  }
  signal.throwIfAborted();
  if (copied !== bytes) throw changed();
  return hash.digest('hex');
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten;
}
