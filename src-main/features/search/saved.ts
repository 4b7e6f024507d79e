import { randomUUID } from 'node:crypto';
import { sameName, withName } from '../../contract/common.ts';
import type { AllHandlers, EmitEvent } from '../../contract/index.ts';
import type { SavedSearch } from '../../contract/searches.ts';
import { AppError, missing } from '../../rpc/errors.ts';
import type { Db, ReadableDb } from '../../storage/database.ts';

interface StoredSearch {
  id: string;
  name: string;
  query: string;
}

type Query = Pick<SavedSearch, 'text' | 'filter'>;

const toSearch = ({ id, name, query }: StoredSearch): SavedSearch => ({
  id,
  name,
  ...(JSON.parse(query) as Query),
});

function getSearch(db: ReadableDb, id: string): SavedSearch {
  const row = db.get<StoredSearch>('SELECT id, name, query FROM searches WHERE id = ?', id);
  if (!row) throw missing('search', id);
  return toSearch(row);
}

function checkNameFree(db: ReadableDb, name: string, own?: string): void {
  const holder = db.get<{ id: string }>('SELECT id FROM searches WHERE name_key = ?', sameName(name));
  if (holder && holder.id !== own)
    throw new AppError('name_taken', 'There is a search of this name already.', { id: holder.id });
}

const stored = ({ text, filter }: Query) => JSON.stringify({ text, filter });

/** Searches for a person go on under another name. */
export function renameInSearches(
  { db }: { readonly db: Db },
  emit: EmitEvent,
  { from, to }: { from: string; to: string },
): void {
  const changed = db.transaction(() =>
    db
      .all<StoredSearch>('SELECT id, name, query FROM searches')
      .map(toSearch)
      .filter(({ filter }) => filter.people?.some((name) => sameName(name) === sameName(from)))
      .map(({ id, text, filter }) => {
        const people = withName(filter.people ?? [], { from, to });
        db.run(
          'UPDATE searches SET query = ? WHERE id = ?',
          stored({ text, filter: { ...filter, people } }),
          id,
        );
        return getSearch(db, id);
      }),
  );
  for (const search of changed) emit('searches.changed', search);
}

export function savedSearchHandlers(library: { readonly db: Db }, emit: EmitEvent): AllHandlers['searches'] {
  return {
    list: () => ({
      searches: library.db
        .all<StoredSearch>('SELECT id, name, query FROM searches ORDER BY fold(name), name_key')
        .map(toSearch),
    }),
    create({ name, ...query }) {
      const { db } = library;
      const id = randomUUID();
      db.transaction(() => {
        checkNameFree(db, name);
        db.run(
          'INSERT INTO searches (id, name, name_key, query) VALUES (?, ?, ?, ?)',
          ...[id, name, sameName(name), stored(query)],
        );
      });
      const search = getSearch(db, id);
      emit('searches.created', search);
      return search;
    },
    rename({ id, name }) {
      const { db } = library;
      db.transaction(() => {
        getSearch(db, id);
        checkNameFree(db, name, id);
        db.run('UPDATE searches SET name = ?, name_key = ? WHERE id = ?', name, sameName(name), id);
      });
      const search = getSearch(db, id);
      emit('searches.changed', search);
      return search;
    },
    change({ id, ...query }) {
      const { db } = library;
      getSearch(db, id);
      db.run('UPDATE searches SET query = ? WHERE id = ?', stored(query), id);
      const search = getSearch(db, id);
      emit('searches.changed', search);
      return search;
    },
    remove({ id }) {
      const { db } = library;
      const search = getSearch(db, id);
      db.run('DELETE FROM searches WHERE id = ?', id);
      emit('searches.removed', search);
      return search;
    },
  };
}
