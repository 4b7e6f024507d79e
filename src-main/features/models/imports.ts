import { createHash, randomBytes, type Hash } from 'node:crypto';
import { basename, extname, isAbsolute, join } from 'node:path';
import type { ModelFacts } from '../../engines/model-file/types.ts';
import type { Engine } from '../../engines/process/types.ts';
import { AppError } from '../../rpc/errors.ts';
import { syncToDisk, writeJson } from '../../storage/files.ts';
import type { ModelsFolder } from '../../storage/models-folder.ts';
import { lookAt } from '../../storage/source-file.ts';
import { openUpload, type Upload } from '../../storage/upload.ts';
import type { Catalogue } from './catalogue.ts';
import { usualMemory } from './fit.ts';
import type { ImportedCard, Shelf } from './shelf.ts';
import type { Transfers } from './transfers.ts';

/** A window that says nothing for so long is gone, or can't read its file. */
const UPLOAD_IDLE_MS = 60_000;
const MEGABYTE = 1024 * 1024;

export interface ImportParts {
  folder: ModelsFolder;
  catalogue(): Catalogue;
  shelf: Shelf;
  transfers: Transfers;
  engine: Engine;
  keepFree(): number;
  /** Throws where there is no room for so many bytes more. */
  checkRoom(bytes: number): void;
  /** `became`: the id of the model that it is now, which may be another; none where it came to nothing. */
  onEnd(id: string, became?: string): void;
}

interface Sending {
  upload: Upload;
  hash: Hash;
  bytesDone: number;
  bytes: number;
  /** The id of the model that it became. */
  result: Promise<string>;
  progress(bytesDone: number): void;
}

/** Of the file's name only what is harmless in a path; unlike every other. */
function newId(name: string): string {
  const word = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${word || 'model'}-${randomBytes(4).toString('hex')}`;
}

const titleOf = (name: string) => basename(name, extname(name)).toWellFormed().slice(0, 200) || 'Model';

/** About: what speech models of several sizes take besides their weights. */
const memoryFor = (bytes: number) => Math.round(bytes * 1.3) + 200 * MEGABYTE;

/** What the file itself does not say, and nobody else can. */
const unsaid = { languages: null, licence: null, source: null };

type Facts = Pick<ImportedCard, 'kind' | 'memoryBytes' | 'isMultilingual' | 'quantisation' | 'contextTokens'>;

/** For the list, as the structure of the file tells. */
function described(facts: ModelFacts, bytes: number): Facts {
  if (facts.kind === 'speech') return { ...facts, memoryBytes: memoryFor(bytes), contextTokens: null };
  const { kind, quantisation, shape } = facts;
  const { contextTokens } = shape;
  return { kind, quantisation, contextTokens, isMultilingual: true, memoryBytes: usualMemory(shape) };
}

/** Until all of it is here. */
const undescribed = (name: string, bytes: number): Facts => ({
  ...{ kind: /\.gguf$/i.test(name) ? 'language' : 'speech', memoryBytes: memoryFor(bytes) },
  ...{ isMultilingual: false, quantisation: '', contextTokens: null },
});

/** Files that a person has already. Nothing native sees one before its structure was checked. */
export function createImports(parts: ImportParts) {
  const { folder, shelf, transfers, engine } = parts;
  const sending = new Map<string, Sending>();
  const check = (path: string, signal: AbortSignal) =>
    engine.use(({ models }) => models.check({ path }, { signal }));

  /** A file that has a published model's name and size, and not its content, is that one damaged. */
  function checkClaim(name: string, bytes: number): void {
    const { builtin, models } = parts.catalogue();
    const files = [...models.map((card) => ({ ...card, path: card.source })), builtin];
    const claimed = files.find((card) => basename(card.path) === name && card.bytes === bytes);
    if (!claimed) return;
    throw new AppError(
      'wrong_checksum',
      `The file has the name and the size of “${claimed.name}”, but its checksum differs: it is damaged.`,
    );
  }

  /** The file lies in the folder of `id` and becomes a model, or turns out to be one that is known. */
  async function settle(
    id: string,
    name: string,
    bytes: number,
    sha256: string,
    signal: AbortSignal,
  ): Promise<string> {
    const known = shelf.bySha256(sha256);
    if (known?.isInstalled) return known.card.id;
    const path = join(folder.begin(id), 'model.bin');
    syncToDisk(path);
    if (known) {
      if (transfers.has(known.card.id))
        throw new AppError('conflict', 'This model is being downloaded just now.', { id: known.card.id });
      await folder.settle(id, known.card.id);
      await folder.abandon(known.card.id);
      return known.card.id;
    }
    checkClaim(name, bytes);
    const facts = described(await check(path, signal), bytes);
    const card: ImportedCard = { name: titleOf(name), bytes, sha256, ...facts };
    writeJson(join(folder.begin(id), 'card.json'), card);
    signal.throwIfAborted();
    await folder.settle(id);
    return id;
  }

  /** Nothing of it is left unless it has become a model. */
  function run(
    name: string,
    bytes: number,
    facts: Facts,
    bring: (id: string, signal: AbortSignal, progress: (bytesDone: number) => void) => Promise<string>,
  ): { id: string; result: Promise<string> } {
    const id = newId(titleOf(name));
    const card = { id, name: titleOf(name), bytes, ...facts, ...unsaid };
    const result = transfers.run(card, 'import', async (signal, progress) => {
      try {
        const sha256 = await bring(id, signal, progress);
        return await settle(id, name, bytes, sha256, signal);
      } finally {
        await folder.abandon(id);
      }
    });
    const told = result.then(
      (became) => {
        parts.onEnd(id, became);
        return became;
      },
      (error: unknown) => {
        parts.onEnd(id);
        throw error;
      },
    );
    return { id, result: told };
  }

  async function copy(
    path: string,
    bytes: number,
    job: string,
    signal: AbortSignal,
    progress: (bytes: number) => void,
  ) {
    const target = join(folder.begin(job), 'model.bin');
    return engine.use(async ({ audio }) => {
      const stop = audio.progressed((event) => {
        if (event.job === job) progress(event.bytes);
      });
      try {
        const request = { job, source: path, target, maxBytes: bytes, keepFree: parts.keepFree() };
        return (await audio.take(request, { signal })).sha256;
      } finally {
        stop();
      }
    });
  }

  return {
    /** Returns the id of what it became. */
    async fromPath(path: string, caller: AbortSignal): Promise<string> {
      if (!isAbsolute(path) || path.includes('\0'))
        throw new AppError('invalid_input', 'The input is not valid: “path” expected a full path.', {
          path: 'path',
        });
      const { bytes } = await lookAt(path);
      // Before gigabytes are copied that turn out to be no model.
      const facts = await check(path, caller);
      parts.checkRoom(bytes);
      const { result } = run(basename(path), bytes, described(facts, bytes), (id, own, progress) =>
        copy(path, bytes, id, AbortSignal.any([own, caller]), progress),
      );
      return result;
    },
    /** Announces a file that comes in pieces, and returns the id that they are sent to. */
    begin(name: string, bytes: number): string {
      if (bytes === 0) throw new AppError('file_empty', 'The file is empty.');
      parts.checkRoom(bytes);
      const started = run(name, bytes, undescribed(name, bytes), async (id, signal, progress) => {
        const upload = openUpload(join(folder.begin(id), 'model.bin'), bytes, {
          signal,
          idleMs: UPLOAD_IDLE_MS,
          checkRoom() {
            parts.checkRoom(0);
          },
        });
        const hash = createHash('sha256');
        sending.set(id, { upload, hash, bytesDone: 0, bytes, result: started.result, progress });
        try {
          upload.start();
          await upload.whole;
          return hash.digest('hex');
        } finally {
          sending.delete(id);
        }
      });
      // Whoever sends the last piece hears of it; where nobody does, the list tells.
      started.result.catch(() => undefined);
      return started.id;
    },
    /** Returns the id of what it became with the last piece, and the same id before. */
    async append(id: string, offset: number, data: Uint8Array): Promise<string> {
      const found = sending.get(id);
      if (!found) throw new AppError('not_found', 'This file is not expected.', { missing: [id], count: 1 });
      const bytesDone = found.upload.append(offset, data);
      found.hash.update(data.subarray(found.bytesDone - offset));
      found.bytesDone = bytesDone;
      found.progress(bytesDone);
      return bytesDone < found.bytes ? id : found.result;
    },
  };
}
