import { open, opendir, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { beginsMeeting, isJson, MAX_FILES, MEETING_HEAD, neverSound } from '../../../contract/imports.ts';
import { AppError } from '../../../rpc/errors.ts';

export interface FoundFile {
  path: string;
  name: string;
  /** To show while it waits: 0 where it can't be looked at, which is told of when its turn comes. */
  bytes: number;
}

/** Where it can't be read it is passed over like any other file that is no sound. */
async function holdsMeeting(path: string): Promise<boolean> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MEETING_HEAD), 0, MEETING_HEAD, 0);
    return beginsMeeting(buffer.toString('utf8', 0, bytesRead));
  } catch {
    return false;
  }
}

const mayBeImported = (path: string, name: string) =>
  isJson(name) ? holdsMeeting(path) : !neverSound.test(name);

const inOrder = new Intl.Collator(undefined, { numeric: true });

/** Files as they are, folders walked in the order of their names; `leftOut` counts what is in them besides. Links within folders are not followed: they may lead anywhere. */
export async function walk(
  paths: readonly string[],
  ownFolder: string,
  signal: AbortSignal,
): Promise<{ found: FoundFile[]; leftOut: number }> {
  const found: FoundFile[] = [];
  let leftOut = 0;
  const own = await realpath(ownFolder);

  async function add(path: string): Promise<void> {
    const bytes = await stat(path).then(
      (stats) => (stats.isFile() ? stats.size : 0),
      () => 0,
    );
    found.push({ path, name: basename(path), bytes });
    if (found.length > MAX_FILES) {
      throw new AppError('too_large', `At most ${String(MAX_FILES)} files can be imported at once.`, {
        limit: MAX_FILES,
      });
    }
  }

  async function walkFolder(folder: string): Promise<void> {
    signal.throwIfAborted();
    // The library itself, when it lies within what was dropped.
    if (folder === own || folder.startsWith(own + sep)) return;
    const entries = [];
    try {
      for await (const entry of await opendir(folder)) entries.push(entry);
    } catch {
      // It fails when its turn comes, and keeps nothing else from being imported.
      await add(folder);
      return;
    }
    entries.sort((a, b) => inOrder.compare(a.name, b.name));
    for (const entry of entries) {
      const isShown = !entry.name.startsWith('.');
      const path = join(folder, entry.name);
      if (isShown && entry.isDirectory()) await walkFolder(path);
      else if (isShown && entry.isFile() && (await mayBeImported(path, entry.name))) await add(path);
      else leftOut += 1;
    }
  }

  for (const path of paths) {
    signal.throwIfAborted();
    const folder = await realpath(path).catch(() => path);
    const isFolder = await stat(folder).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    if (isFolder) await walkFolder(folder);
    else await add(path);
  }
  return { found, leftOut };
}
