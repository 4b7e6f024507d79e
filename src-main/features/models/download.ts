import { createHash, type Hash } from 'node:crypto';
import { constants, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadableStreamDefaultReader } from 'node:stream/web';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../rpc/errors.ts';
import type { Attempt } from './network.ts';
import { ask, Interrupted, online, refused } from './request.ts';

export interface DownloadParts {
  source: string;
  bytes: number;
  sha256: string;
  /** Holds `model.bin`, or as much of it as an earlier download brought. */
  folder: string;
  signal: AbortSignal;
  stallMs: number;
  /** Before it is tried again for the first time; then twice as long each time. */
  pauseMs: number;
  begin(host: string): Attempt;
  /** Throws where there is no room for so many bytes more. */
  checkRoom(bytes: number): void;
  onProgress(bytesDone: number): void;
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** What is on the disk, and the hash of all of it. */
interface Part {
  handle: FileHandle;
  bytes: number;
  hash: Hash;
  /** Whether a server has said anything yet: before, the machine is offline, and there is nothing to wait for. */
  isAnswered: boolean;
}

const CHUNK = 1024 * 1024;
/** So often the room on the disk is looked at: others may fill it meanwhile. */
const LOOK_AT_ROOM = 8 * CHUNK;
const RETRIES = 5;
const BROKE_OFF = 'The connection broke off.';
/** A try that brought so much was none in vain. */
const WORTH = CHUNK;

/** Brings the file, goes on where an earlier one stopped, and checks the whole. What fails leaves the part, unless that is wrong. */
export async function download(parts: DownloadParts): Promise<void> {
  const part = await openPart(parts);
  try {
    parts.onProgress(part.bytes);
    parts.checkRoom(parts.bytes - part.bytes);
    await fetchAll(parts, part);
    if (part.hash.copy().digest('hex') !== parts.sha256) {
      await startOver(part);
      throw new AppError(
        'wrong_checksum',
        'What the server sent is not the model that it should be: its checksum differs. It was deleted.',
      );
    }
    await part.handle.sync();
  } finally {
    await part.handle.close();
  }
  rmSync(etagFile(parts), { force: true });
}

async function fetchAll(parts: DownloadParts, part: Part): Promise<void> {
  // A server that ignores ranges may begin anew each time: what counts is how far it has ever come.
  let best = part.bytes;
  for (let failures = 0; part.bytes < parts.bytes;) {
    try {
      await fetchRest(parts, part);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      if (!part.isAnswered) throw error.problem;
      failures = part.bytes - best >= WORTH ? 1 : failures + 1;
      best = Math.max(best, part.bytes);
      if (failures > RETRIES) throw error.problem;
      await setTimeout(parts.pauseMs * 2 ** (failures - 1), undefined, { signal: parts.signal });
    }
  }
}

async function openPart({ folder, bytes, signal }: DownloadParts): Promise<Part> {
  const handle = await open(join(folder, 'model.bin'), constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const part = { handle, bytes: 0, hash: createHash('sha256'), isAnswered: false };
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK, part.bytes);
      if (bytesRead === 0) break;
      signal.throwIfAborted();
      part.hash.update(buffer.subarray(0, bytesRead));
      part.bytes += bytesRead;
    }
    if (part.bytes > bytes) await startOver(part);
    return part;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function startOver(part: Part): Promise<void> {
  await part.handle.truncate(0);
  part.bytes = 0;
  part.hash = createHash('sha256');
}

const etagFile = ({ folder }: DownloadParts) => join(folder, 'etag');

function readEtag(parts: DownloadParts): Record<string, string> {
  try {
    return { 'if-range': readFileSync(etagFile(parts), 'latin1') };
  } catch {
    return {};
  }
}

/** One try: from where we are as far as it goes. */
async function fetchRest(parts: DownloadParts, part: Part): Promise<void> {
  const stalled = new AbortController();
  const signal = AbortSignal.any([parts.signal, stalled.signal]);
  const watch = watchFor(parts.stallMs, () => {
    stalled.abort(new Interrupted('silent', 'The server stopped sending.'));
  });
  const from = part.bytes;
  let attempt: Attempt | undefined;
  let received = 0;
  try {
    // Compressed bytes could be neither counted nor gone on with. With a range fetch says so by itself.
    const range =
      from > 0 ? { range: `bytes=${from}-`, ...readEtag(parts) } : { 'accept-encoding': 'identity' };
    const headers = { 'user-agent': 'MeetMemo', ...range };
    const answer = await watch.during(() => ask(parts.source, headers, signal, parts.begin));
    attempt = answer.attempt;
    part.isAnswered = true;
    await meet(answer.response, parts, part);
    const reader: Reader | undefined = answer.response.body?.getReader();
    while (reader && part.bytes < parts.bytes) {
      const { value } = await watch.during(() => online(signal, () => reader.read(), 'cut', BROKE_OFF));
      if (!value) break;
      received += value.length;
      // More than the file has is left unread: the checksum judges what is here.
      await append(part, value.subarray(0, parts.bytes - part.bytes), parts);
    }
    void reader?.cancel().catch(() => undefined);
    if (part.bytes < parts.bytes) throw new Interrupted('cut', BROKE_OFF);
    attempt.end('done', received);
  } catch (error) {
    attempt?.end(parts.signal.aborted ? 'cancelled' : 'failed', received);
    // Whatever is still open goes with it.
    stalled.abort();
    throw error;
  }
}

/** Makes sure that what follows is what we lack, and not something else. */
async function meet(response: Response, parts: DownloadParts, part: Part): Promise<void> {
  const { status, headers } = response;
  const passes = status >= 500 || status === 408 || status === 425 || status === 429;
  if (passes)
    throw new Interrupted('busy', `The server can not send the model just now (${status}).`, { status });
  if (status === 416 && part.bytes > 0) {
    await startOver(part);
    throw new Interrupted('other_file', 'The server has nothing of the model beyond what is here.');
  }
  if (status !== 200 && status !== 206)
    throw refused('refused', `The server does not send the model (${status}).`, { status });
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity')
    throw refused('other_file', 'The server sends the model in a form that was not asked for.');
  if (status === 206) {
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
    if (Number(start) === part.bytes && Number(total) === parts.bytes) return;
    await startOver(part);
    throw new Interrupted('other_file', 'The server sends another part of the model than was asked for.');
  }
  // All of it, whatever we asked for.
  if (part.bytes > 0) await startOver(part);
  const length = headers.get('content-length');
  if (length !== null && Number(length) !== parts.bytes)
    throw refused('other_file', 'The server has a file of another length than the model.');
  const etag = headers.get('etag');
  if (etag?.startsWith('"')) writeFileSync(etagFile(parts), etag, { encoding: 'latin1', mode: 0o600 });
  else rmSync(etagFile(parts), { force: true });
}

async function append(part: Part, data: Uint8Array, { checkRoom, onProgress }: DownloadParts): Promise<void> {
  if (Math.floor(part.bytes / LOOK_AT_ROOM) !== Math.floor((part.bytes + data.length) / LOOK_AT_ROOM))
    checkRoom(0);
  for (let at = 0; at < data.length;) {
    const { bytesWritten } = await part.handle.write(data, at, data.length - at, part.bytes + at);
    at += bytesWritten;
  }
  part.hash.update(data);
  part.bytes += data.length;
  onProgress(part.bytes);
}

/** Our own slow disk is no stall: only what the network is asked for is timed. */
function watchFor(ms: number, onStall: () => void) {
  return {
    async during<T>(work: () => Promise<T>): Promise<T> {
      const timer = globalThis.setTimeout(onStall, ms);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
