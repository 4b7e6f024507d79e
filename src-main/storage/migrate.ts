import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { AppError } from '../rpc/errors.ts';
import { openDatabase, type Db } from './database.ts';

export interface Migration {
  version: number;
  up: string;
}

/** Marks a file as ours ("MMmo"), so that another program's database is not taken for a library. */
const APPLICATION_ID = 0x4d4d6d6f;

export function schemaVersion(db: Db): number {
  return db.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
}

function refuseForeign(): never {
  throw new AppError(
    'library_unusable',
    'The library file belongs to another program. It was left as it is.',
  );
}

function refuseFuture(found: number, supported: number): never {
  throw new AppError(
    'library_from_future',
    'This library was last used by a newer version of MeetMemo. Install that version to open it; nothing was changed.',
    { found, supported },
  );
}

const latest = (migrations: readonly Migration[]) => migrations.at(-1)?.version ?? 0;

/**
 * Looks at the first bytes of the file alone. Opening it, even to read, could change it or, where a process was
 * killed at a bad moment, fail. What is younger than the header lies in the write-ahead log: checkVersion sees it.
 */
export function checkHeader(file: string, migrations: readonly Migration[]): void {
  if (!existsSync(file)) return;
  const header = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  const read = readSync(handle, header, 0, header.length, 0);
  closeSync(handle);
  if (read < header.length || !header.toString('latin1').startsWith('SQLite format 3\0')) return;
  const id = header.readUInt32BE(68);
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  // With a log beside it our own first page may not have been copied over yet.
  const isBeyondFirstPage = !log?.size && statSync(file).size > header.readUInt16BE(16);
  if (id !== APPLICATION_ID && (id !== 0 || isBeyondFirstPage)) refuseForeign();
  const found = header.readUInt32BE(60);
  if (id === APPLICATION_ID && found > latest(migrations)) refuseFuture(found, latest(migrations));
}

/** Refuses what is not ours or from a newer version, and returns the version found. */
export function checkVersion(db: Db, migrations: readonly Migration[]): number {
  const id = db.get<{ application_id: number }>('PRAGMA application_id')?.application_id ?? 0;
  const tables = db.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema')?.n ?? 0;
  if (id !== APPLICATION_ID && tables > 0) refuseForeign();
  const found = schemaVersion(db);
  if (id === APPLICATION_ID && found === 0 && tables > 0)
    throw new AppError('library_damaged', 'The library file does not say of which version it is.');
  if (found > latest(migrations)) refuseFuture(found, latest(migrations));
  return found;
}

interface Part {
  type: string;
  name: string;
}
const partsOf = (db: Db) => db.all<Part>('SELECT type, name FROM sqlite_schema');
const columnsOf = (db: Db) =>
  db
    .all<{ name: string }>(
      `SELECT t.name || '.' || c.name AS name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'`,
    )
    .map(({ name }) => name);

/**
 * A file of a known version that lacks a table, a column or an index is not whole, however sound its pages are,
 * and a trigger or a view that is not ours would do with the meetings what nobody asked for.
 */
export function checkSchema(db: Db, migrations: readonly Migration[]): void {
  const version = schemaVersion(db);
  const model = openDatabase(':memory:');
  for (const migration of migrations) if (migration.version <= version) model.exec(migration.up);
  const [ours, found] = [partsOf(model), partsOf(db)].map((parts) => new Set(parts.map(({ name }) => name)));
  const columns = new Set(columnsOf(db));
  const missing = [...(ours ?? []), ...columnsOf(model)].filter(
    (name) => !found?.has(name) && !columns.has(name),
  );
  const isForeign = partsOf(db).some(({ type, name }) => /^(trigger|view)$/.test(type) && !ours?.has(name));
  model.close();
  if (missing.length > 0)
    throw new AppError('library_damaged', 'A part of the library file is missing.', { missing });
  if (isForeign) throw new AppError('library_damaged', 'The library file holds a part that is not ours.');
}

/** Brings the file up to date, a step and a transaction at a time. `copy` is called once before the first step on a file in use. */
export function migrate(db: Db, migrations: readonly Migration[], copy: () => void): void {
  const found = checkVersion(db, migrations);
  const pending = migrations.filter(({ version }) => version > found);
  if (pending.length > 0 && found > 0) copy();
  // Building a table anew drops the old one, which would empty every table that cascades from it.
  db.exec('PRAGMA foreign_keys = OFF');
  try {
    for (const migration of pending) db.transaction(() => step(db, migration));
  } finally {
    db.exec('PRAGMA foreign_keys = ON');
  }
}

function step(db: Db, { version, up }: Migration): void {
  db.exec(up);
  const broken = db.all('PRAGMA foreign_key_check').length;
  if (broken > 0) throw new Error(`Migration ${version} leaves ${broken} rows without what they refer to`);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  db.exec(`PRAGMA user_version = ${version}`);
}
