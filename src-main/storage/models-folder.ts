import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, syncToDisk } from './files.ts';

const PART = '.part';
const LEAVING = '.leaving';

const sizeOf = (path: string) => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : 0;
};

/**
 * Where models lie: a folder for each, under its id, with `model.bin` and, of an imported one, `card.json`. A folder
 * arrives and leaves under another name, so that one without such an ending is whole. Ids are never a person's words.
 */
export function openModelsFolder(home: string) {
  const root = join(home, 'models');
  const folderOf = (id: string) => join(root, id);
  const arriving = (id: string) => join(root, `${id}${PART}`);
  const leaving = (id: string) => join(root, `${id}${LEAVING}`);
  const names = () => (existsSync(root) ? readdirSync(root) : []);
  /** Takes its time where it holds gigabytes; a child may still be writing a last word. */
  const removeFolder = (path: string) =>
    rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });

  async function remove(id: string): Promise<void> {
    // Out of sight at once: half a model must not look like a whole one.
    if (existsSync(folderOf(id))) {
      await removeFolder(leaving(id));
      renameSync(folderOf(id), leaving(id));
    }
    await removeFolder(leaving(id));
  }

  return {
    /** A folder on the disk that they come to. */
    disk: () => (existsSync(root) ? root : home),
    file: (id: string) => join(folderOf(id), 'model.bin'),
    /** 0: there is none. */
    bytes: (id: string) => sizeOf(join(folderOf(id), 'model.bin')),
    /** How much of one that was on its way lies here. */
    partBytes: (id: string) => sizeOf(join(arriving(id), 'model.bin')),
    card(id: string): unknown {
      try {
        return JSON.parse(readFileSync(join(folderOf(id), 'card.json'), 'utf8'));
      } catch {
        return undefined;
      }
    },
    ids: () => names().filter((name) => !name.endsWith(PART) && !name.endsWith(LEAVING)),
    /** A folder to fill, or to go on filling. */
    begin(id: string): string {
      makeFolder(root);
      if (!existsSync(arriving(id))) mkdirSync(arriving(id), { mode: 0o700 });
      return arriving(id);
    },
    /** The folder becomes a model's, that of another id where the file turned out to be that one. */
    async settle(id: string, as = id): Promise<void> {
      syncToDisk(arriving(id));
      await remove(as);
      renameSync(arriving(id), folderOf(as));
      syncToDisk(root);
    },
    abandon: (id: string) => removeFolder(arriving(id)),
    remove,
    /** What a start that was cut off left. `goesOn`: it can still become whole. */
    async tidy(goesOn: (id: string) => boolean): Promise<void> {
      for (const name of names()) {
        const isStale = name.endsWith(PART) && !goesOn(name.slice(0, -PART.length));
        if (isStale || name.endsWith(LEAVING)) await removeFolder(join(root, name));
      }
    },
  };
}
export type ModelsFolder = ReturnType<typeof openModelsFolder>;
