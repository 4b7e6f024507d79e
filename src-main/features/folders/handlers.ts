import { randomUUID } from 'node:crypto';
import type { Folder } from '../../contract/folders.ts';
import type { AllHandlers, EmitEvent } from '../../contract/index.ts';
import { AppError, missing } from '../../rpc/errors.ts';
import type { Db, ReadableDb } from '../../storage/database.ts';
import { sameName } from '../../contract/common.ts';

function getFolder(db: ReadableDb, id: string): Folder {
  const folder = db.get<Folder>('SELECT id, name FROM folders WHERE id = ?', id);
  if (!folder) throw missing('folder', id);
  return folder;
}

function checkNameFree(db: ReadableDb, name: string, own?: string): void {
  const holder = db.get<{ id: string }>('SELECT id FROM folders WHERE name_key = ?', sameName(name));
  if (holder && holder.id !== own) {
    throw new AppError('name_taken', 'There is a folder of this name already.', { id: holder.id });
  }
}

export function folderHandlers(library: { readonly db: Db }, emit: EmitEvent): AllHandlers['folders'] {
  return {
    list: () => ({
      folders: library.db.all<Folder & { count: number }>(
        `SELECT id, name,
           (SELECT count(*) FROM meetings WHERE folder_id = folders.id AND trashed_at IS NULL) AS count
         FROM folders ORDER BY fold(name), name_key`,
      ),
    }),
    create({ name }) {
      const { db } = library;
      const folder = db.transaction(() => {
        checkNameFree(db, name);
        const id = randomUUID();
        db.run('INSERT INTO folders (id, name, name_key) VALUES (?, ?, ?)', id, name, sameName(name));
        return getFolder(db, id);
      });
      emit('folders.created', folder);
      return folder;
    },
    rename({ id, name }) {
      const { db } = library;
      const folder = db.transaction(() => {
        getFolder(db, id);
        checkNameFree(db, name, id);
        db.run('UPDATE folders SET name = ?, name_key = ? WHERE id = ?', name, sameName(name), id);
        return getFolder(db, id);
      });
      emit('folders.renamed', folder);
      return folder;
    },
    remove({ id }) {
      const { db } = library;
      const folder = db.transaction(() => {
        const found = getFolder(db, id);
        db.run('DELETE FROM folders WHERE id = ?', id);
        return found;
      });
      emit('folders.removed', folder);
      return folder;
    },
  };
}
