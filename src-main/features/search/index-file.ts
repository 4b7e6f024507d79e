import { closeSync, lstatSync, openSync, rmSync } from 'node:fs';
import { AppError, wrapError } from '../../rpc/errors.ts';
import { openDatabase, type Db, type DatabaseOptions } from '../../storage/database.ts';

/** Another number makes every index anew. */
const FORMAT = 2;

/**
 * No text is kept beside the index, and what is deleted is marked and left out when parts of the index are merged. That
 * is done by `merge` alone, a little at a time: on its own FTS5 may take long for it in the middle of a write.
 */
const schema = `
  CREATE VIRTUAL TABLE words USING fts5(part, content='', contentless_delete=1, tokenize='ascii', detail=full);
  INSERT INTO words (words, rank) VALUES ('automerge', 0), ('crisismerge', 1900), ('usermerge', 8);
  -- The meetings that are in it, and the stamp that they had.
  CREATE TABLE known (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, stamp INTEGER NOT NULL) STRICT;
  -- A row: words may be left of meetings that were deleted for good.
  CREATE TABLE traces (is_there INTEGER PRIMARY KEY) STRICT;
  PRAGMA user_version = ${String(FORMAT)};`;

/** A meeting has places for more parts than memory could hold: the next one would be the next meeting's. */
const BITS = 16;
const PARTS = 2 ** BITS;
const firstPart = (seq: number) => seq * PARTS;
const lastPart = (seq: number) => seq * PARTS + PARTS - 1;

/** About a hundredth of a second's work. */
const PAGES = 64;

export interface KnownMeeting {
  seq: number;
  id: string;
  stamp: number;
}

/**
 * The words of all meetings, in a file of its own: the library can be opened, checked and copied without it, and where
 * it is damaged or missing it is made anew from the library.
 */
export function createIndexFile(file: string, options: DatabaseOptions, onLost: () => void) {
  let open: Db | undefined;
  let isTidying = false;

  function discard(): void {
    open?.close();
    open = undefined;
    isTidying = false;
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
  }

  function openFile(): Db {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found && !found.isFile())
      throw new AppError('library_unusable', 'What has the name of the search index is no file.');
    if (!found) closeSync(openSync(file, 'wx', 0o600));
    const db = openDatabase(file, options);
    try {
      // What a power cut takes from it is found to be missing, and done once more.
      db.exec('PRAGMA synchronous = NORMAL');
      const format = db.get<{ user_version: number }>('PRAGMA user_version')?.user_version;
      if (format === FORMAT) return db;
      if (format !== 0) throw new AppError('library_damaged', 'The search index is of another version.');
      db.transaction(() => {
        db.exec(schema);
      });
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** One that is damaged, or was taken away, is begun anew, and whoever wrote to it has to write all of it again. */
  function use<T>(work: (db: Db) => T): T {
    try {
      return work((open ??= openFile()));
    } catch (error) {
      const { code } = wrapError(error);
      if (code === 'library_damaged' || code === 'library_moved') {
        discard();
        onLost();
      }
      throw error;
    }
  }

  return {
    known: () => use((db) => db.all<KnownMeeting>('SELECT seq, id, stamp FROM known')),
    putPart(seq: number, part: number, words: string): void {
      use((db) =>
        db.run('INSERT OR REPLACE INTO words (rowid, part) VALUES (?, ?)', firstPart(seq) + part, words),
      );
    },
    /** So many of its parts have been put. */
    finish({ seq, id, stamp }: KnownMeeting, parts: number): void {
      use((db) =>
        db.transaction(() => {
          db.run('DELETE FROM words WHERE rowid BETWEEN ? AND ?', firstPart(seq) + parts, lastPart(seq));
          db.run('INSERT OR REPLACE INTO known (seq, id, stamp) VALUES (?, ?, ?)', seq, id, stamp);
        }),
      );
    },
    remove(seqs: readonly number[]): void {
      use((db) =>
        db.transaction(() => {
          db.run('INSERT OR IGNORE INTO traces VALUES (1)');
          for (const seq of seqs) {
            db.run('DELETE FROM words WHERE rowid BETWEEN ? AND ?', firstPart(seq), lastPart(seq));
            db.run('DELETE FROM known WHERE seq = ?', seq);
          }
        }),
      );
      // What is being merged now may hold their words again.
      isTidying = false;
    },
    /** The meetings of which each term matches some part, as a JSON array. */
    find(terms: readonly string[]): string {
      const match = `SELECT rowid >> ${String(BITS)} AS seq FROM words WHERE words MATCH ?`;
      const found = use((db) =>
        db.get<{ seqs: string }>(
          `SELECT json_group_array(DISTINCT seq) AS seqs FROM (${terms.map(() => match).join(' INTERSECT ')})`,
          ...terms,
        ),
      );
      return found?.seqs ?? '[]';
    },
    /** Merges a little of what was written bit by bit. Says whether there is more to do. */
    merge: () => use(mergeOnce),
    hasTraces: () => use((db) => db.get('SELECT 1 FROM traces') !== undefined),
    /** Writes the index anew without what is deleted, a little at a time; says whether there is more to do. */
    tidy(): boolean {
      return use((db) => {
        const pages = isTidying ? PAGES : -PAGES;
        isTidying = true;
        if (mergeOnce(db, pages)) return true;
        isTidying = false;
        db.run('DELETE FROM traces');
        // The pages as they were before are in the write-ahead log.
        db.get('PRAGMA wal_checkpoint(TRUNCATE)');
        return false;
      });
    },
    discard,
    close(): void {
      open?.close();
      open = undefined;
      isTidying = false;
    },
  };
}

export type IndexFile = ReturnType<typeof createIndexFile>;

const changesOf = (db: Db) => db.get<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0;

/** Less than zero: whatever there is, and not only where much has come together. */
function mergeOnce(db: Db, pages = PAGES): boolean {
  const before = changesOf(db);
  db.run(`INSERT INTO words (words, rank) VALUES ('merge', ?)`, pages);
  return changesOf(db) - before >= 2;
}
