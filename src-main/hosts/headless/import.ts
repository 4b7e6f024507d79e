import { resolve } from 'node:path';
import { sameName } from '../../contract/common.ts';
import type { Api } from '../../contract/index.ts';
import { hasEnded, type ImportItem } from '../../contract/imports.ts';
import { AppError } from '../../rpc/errors.ts';
import { showImports } from './import-lines.ts';
import { openCore } from './open-core.ts';

export interface ImportOptions {
  again: boolean;
  folder: string | undefined;
  json: boolean;
}

async function folderNamed(api: Api, name: string): Promise<string> {
  const { folders } = await api.folders.list();
  const found = folders.find((folder) => sameName(folder.name) === sameName(name.trim()));
  if (!found) throw new AppError('not_found', 'There is no folder of the name that --folder gives.');
  return found.id;
}

/** Waits until all of these have ended; a signal cancels what has not, and what is done stays. */
export async function watchImports(
  api: Api,
  added: readonly ImportItem[],
  onChange: (item: ImportItem) => void,
  signal: AbortSignal,
) {
  const items = new Map(added.map((item) => [item.id, item]));
  const { promise, resolve: finish } = Promise.withResolvers<undefined>();
  const take = (changed: readonly ImportItem[]) => {
    for (const item of changed) {
      if (items.has(item.id)) items.set(item.id, item);
      onChange(item);
    }
    if ([...items.values()].every(hasEnded)) finish(undefined);
  };
  const stop = api.imports.changed(({ items: changed }) => {
    take(changed);
  });
  const cancel = () => void api.imports.cancel();
  signal.addEventListener('abort', cancel);
  // What happened before the first event was heard.
  take((await api.imports.list()).items);
  if (signal.aborted) cancel();
  await promise;
  stop();
  signal.removeEventListener('abort', cancel);
  return [...items.values()];
}

/** Imports files and folders in this process. Tells whether each of them is in the library now. */
export async function importFiles(
  home: string,
  paths: readonly string[],
  { again, folder, json }: ImportOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const core = openCore(home, 'headless');
  try {
    const { api } = core.connect();
    const folderId = folder === undefined ? null : await folderNamed(api, folder);
    const full = paths.map((path) => resolve(path));
    const { items, leftOut } = await api.imports.addPaths({ paths: full, folderId, again }, { signal });
    const lines = showImports(json ? null : process.stdout);
    const ready = await watchImports(api, items, lines.show, signal);
    lines.end(ready, leftOut);
    if (json) process.stdout.write(`${JSON.stringify({ items: ready, leftOut }, null, 2)}\n`);
    return ready.every(({ state }) => state === 'done' || state === 'duplicate');
  } finally {
    await core.close();
  }
}
