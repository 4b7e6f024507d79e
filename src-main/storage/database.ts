import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../rpc/errors.ts';

export type Value = string | number | null | Uint8Array;

/** For functions that only read; a `Db` will do. */
export interface ReadableDb {
  all<Row>(sql: string, ...values: Value[]): Row[];
  get<Row>(sql: string, ...values: Value[]): Row | undefined;
}

export interface Db extends ReadableDb {
  /** Runs a change and returns how many rows it touched. */
  run(sql: string, ...values: Value[]): number;
  /** All or nothing. Inside another transaction it joins that one. */
  transaction<T>(body: () => T): T;
  exec(sql: string): void;
  close(): void;
}

export interface DatabaseOptions {
  readonly?: boolean;
  /** Reads what it can of a damaged file, even of one that is shorter than it says. */
  damaged?: boolean;
  onSlowQuery?: (query: string, ms: number) => void;
}

const SLOW_MS = 40;

/** Says which statement was slow: its verb and table. Both come from our own source, never from a person. */
function nameOf(sql: string): string {
  const match = /^\s*(\w+)[\s\S]*?\b(?:FROM|INTO|UPDATE|TABLE)\s+(\w+)/i.exec(sql);
  return match ? `${match[1] ?? ''}:${match[2] ?? ''}` : (/\w+/.exec(sql)?.[0] ?? 'statement');
}

/** Letters that Unicode takes for letters of their own, and that people type as these. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ς: 'σ',
};

/** No script stacks so many marks on a letter, and to put them in order takes time that grows with their square. */
const longMarks = /(\p{M}{30})\p{M}+/gu;

/**
 * Letter case, the accents of Latin and Greek, ligatures and widths folded away, for sorting and finding. In other
 * scripts marks are letters. What it returns is stored: a change here needs a migration.
 */
export function fold(value: string): string {
  return value
    .replace(longMarks, '$1')
    .normalize('NFKD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])[\u0300-\u036f]+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ßæœøłđıς]/g, (letter) => plainLetters[letter] ?? letter);
}

export function openDatabase(file: string, options: DatabaseOptions = {}): Db {
  const raw = new Database(file, { readonly: options.readonly ?? false, timeout: 2000 });
  const statements = new Map<string, Database.Statement>();

  function timed<T>(sql: string, run: (statement: Database.Statement) => T): T {
    let statement = statements.get(sql);
    if (!statement) {
      statement = raw.prepare(sql);
      statements.set(sql, statement);
    }
    const started = performance.now();
    const result = run(statement);
    const ms = performance.now() - started;
    // A copy of the whole library takes its time.
    if (ms > SLOW_MS && !sql.startsWith('VACUUM')) options.onSlowQuery?.(nameOf(sql), ms);
    return result;
  }

  try {
    if (options.damaged) {
      raw.unsafeMode(true);
      raw.pragma('writable_schema = ON');
    }
    raw.pragma('foreign_keys = ON');
    raw.pragma('trusted_schema = OFF');
    raw.pragma('cell_size_check = ON');
    raw.pragma('temp_store = MEMORY');
    if (!options.readonly) {
      raw.pragma('journal_mode = WAL');
      // FULL, not NORMAL: what has been acknowledged outlives a power cut too.
      raw.pragma('synchronous = FULL');
      raw.pragma('secure_delete = ON');
    }
    raw.function('fold', { deterministic: true }, (value: unknown) => fold(String(value)));
  } catch (error) {
    raw.close();
    throw error;
  }

  const inodeOf = () => statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
  const inode = inodeOf();

  /** SQLite goes on writing to a file that has lost its name, and all of that is gone when it is closed. */
  function checkInPlace(): void {
    if (inodeOf() === inode) return;
    throw new AppError(
      'library_moved',
      'The library file was moved or deleted while it was in use. Nothing more can be saved; a backup made now holds everything so far.',
    );
  }

  return {
    all: <Row>(sql: string, ...values: Value[]) =>
      timed(sql, (statement) => statement.all(...values) as Row[]),
    get: <Row>(sql: string, ...values: Value[]) =>
      timed(sql, (statement) => statement.get(...values) as Row | undefined),
    run: (sql, ...values) => timed(sql, (statement) => statement.run(...values).changes),
    transaction: (body) => {
      if (raw.inTransaction) return body();
      checkInPlace();
      return raw.transaction(body).immediate();
    },
    exec: (sql) => {
      raw.exec(sql);
    },
    close: () => {
      raw.close();
    },
  };
}
