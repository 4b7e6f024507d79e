import { opendir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { MAX_FILES } from '../../../contract/imports.ts';
import { AppError } from '../../../rpc/errors.ts';

/** Endings that are not even tried in a folder; a file that was named itself is tried whatever it is called. */
const neverSound =
  /\.(txt|md|pdf|docx?|xlsx?|pptx?|html?|json|xml|csv|png|jpe?g|gif|svg|webp|heic|zip|gz|exe|dll|srt|vtt|lnk|url|db|ini|log)$/i;

export interface FoundFile {
  path: string;
  /** Named by the person, not met in a folder. */
  isNamed: boolean;
}

/** Files as they are, folders walked in the order of their names. Links within folders are not followed: they may lead anywhere. */
export async function walk(
  paths: readonly string[],
  ownFolder: string,
  signal: AbortSignal,
): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const add = (file: FoundFile) => {
    found.push(file);
    if (found.length > MAX_FILES) {
      throw new AppError('too_large', `At most ${String(MAX_FILES)} files can be imported at once.`, {
        limit: MAX_FILES,
      });
    }
  };

  async function walkFolder(folder: string): Promise<void> {
    signal.throwIfAborted();
    // The library itself, when it lies within what was dropped.
    if (folder === ownFolder || folder.startsWith(ownFolder + sep)) return;
    const entries = [];
    for await (const entry of await opendir(folder)) entries.push(entry);
    entries.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await walkFolder(path);
      else if (entry.isFile() && !neverSound.test(entry.name)) add({ path, isNamed: false });
    }
  }

  for (const path of paths) {
    const isFolder = await stat(path).then(
      (stats) => stats.isDirectory(),
      // What can't be looked at is told of when its turn comes.
      () => false,
    );
    if (isFolder) await walkFolder(await realpath(path));
    else add({ path, isNamed: true });
  }
  return found;
}
