import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { AllHandlers } from '../../../contract/index.ts';
import { hasEnded } from '../../../contract/imports.ts';
import { AppError, missing } from '../../../rpc/errors.ts';
import { originOf } from '../../../storage/log-files.ts';
import { runImport, type ImportParts } from './job.ts';
import { createQueue } from './queue.ts';
import { walk } from './walk.ts';

/** Its meeting is called after it. */
const SAMPLE_NAME = 'Sample meeting.m4a';

/** What the queue holds is forgotten when the app closes; what is done is in the library. */
export function createImports(parts: Omit<ImportParts, 'uploads'>, home: string, samplePath: string) {
  const uploads: ImportParts['uploads'] = new Map();
  const queue = createQueue({
    run: (entry, update) => runImport({ ...parts, uploads }, entry, update),
    tell(items) {
      parts.emit('imports.changed', { items });
    },
    onFailure({ code, cause }) {
      const stack = cause === undefined ? undefined : originOf(cause);
      if (code === 'internal') parts.log.error('an import failed', { code, stack });
      else parts.log.info('an import failed', { code, stack });
    },
  });
  const checkFolder = (folderId: string | null) => {
    if (folderId !== null && !parts.library.db.get('SELECT 1 FROM folders WHERE id = ?', folderId)) {
      throw missing('folder', folderId);
    }
  };

  const handlers: AllHandlers['imports'] = {
    async addPaths({ paths, folderId, again }, { signal }) {
      if (!paths.every((path) => isAbsolute(path) && !path.includes('\0'))) {
        throw new AppError('invalid_input', 'The input is not valid: “paths” expected full paths.', {
          path: 'paths',
        });
      }
      checkFolder(folderId);
      const { found, leftOut } = await walk(paths, home, signal);
      const files = found.map(({ path, name, bytes }) => ({
        name: name.toWellFormed(),
        bytes,
        source: { kind: 'path' as const, path },
      }));
      return { items: queue.add(files, { folderId, again }), leftOut };
    },
    async addSample({ folderId }) {
      checkFolder(folderId);
      const { size } = await stat(samplePath);
      const source = { kind: 'path' as const, path: samplePath, modifiedAt: Date.now() };
      return { items: queue.add([{ name: SAMPLE_NAME, bytes: size, source }], { folderId, again: false }) };
    },
    begin({ files, folderId, again }) {
      checkFolder(folderId);
      const window = Symbol();
      const announced = files.map(({ name, bytes, modifiedAt }) => ({
        name,
        bytes,
        source: { kind: 'upload' as const, modifiedAt, window },
      }));
      return { items: queue.add(announced, { folderId, again }) };
    },
    append({ id, offset, data }) {
      const entry = queue.find(id);
      if (!entry) throw missing('import', id);
      const upload = uploads.get(id);
      if (!upload)
        throw new AppError('conflict', 'This file is not expected now.', { state: entry.item.state });
      const bytesDone = upload.append(offset, data);
      queue.update(entry, { bytesDone });
      return { bytesDone };
    },
    list: () => ({ items: queue.list() }),
    cancel({ ids }) {
      const chosen = queue.some(ids);
      for (const entry of chosen) queue.cancel(entry);
      return { items: chosen.map(({ item }) => item) };
    },
    retry({ ids }) {
      const chosen = queue.some(ids).filter(({ item }) => hasEnded(item) && item.state !== 'done');
      for (const entry of chosen) {
        // To ask again for what is there already is to want it twice.
        if (entry.item.state === 'duplicate') entry.again = true;
        queue.retry(entry);
      }
      return { items: chosen.map(({ item }) => item) };
    },
    dismiss({ ids }) {
      const chosen = queue.some(ids).filter(({ item }) => hasEnded(item));
      for (const entry of chosen) queue.remove(entry);
      parts.emit('imports.dismissed', { ids: chosen.map(({ item }) => item.id) });
      return { items: queue.list() };
    },
  };
  return { handlers, close: () => queue.close() };
}
