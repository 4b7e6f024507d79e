import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './files.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
const weights: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** All that a log line may tell besides its fixed message. A name that is missing here is missing for a reason. */
type FieldName =
  | 'trace'
  | 'method'
  | 'code'
  | 'native'
  | 'error'
  | 'stack'
  | 'ms'
  | 'count'
  | 'bytes'
  | 'pid'
  | 'exit'
  | 'from'
  | 'to'
  | 'query'
  | 'kind'
  | 'setting'
  | 'flag'
  | 'host'
  | 'reason'
  | 'version';
export type LogFields = Partial<Record<FieldName, string | number | boolean | undefined>>;

export interface LogEntry {
  id: string;
  at: number;
  level: LogLevel;
  message: string;
  fields: Record<string, string | number | boolean>;
}

/** Only a message that stands in the source compiles, so nothing of a person's can be put into one. */
type Fixed<S extends string> = string extends S ? never : S;
type Write<Sentence extends string> = <S extends Sentence>(message: Fixed<S>, fields?: LogFields) => void;
/** Whoever puts the app together may name the only sentences there are. */
export type Logger<Sentence extends string = string> = Record<LogLevel, Write<Sentence>>;

export interface LogFilter {
  level: LogLevel;
  /** Occurs in the sentence or the fields. */
  text: string;
  /** Entries of these sentences are found whatever the text. */
  sentences?: readonly string[];
  before?: string | undefined;
  limit: number;
}

export interface LogFiles<Sentence extends string = string> extends Logger<Sentence> {
  /** Newest first. */
  read(filter: LogFilter): LogEntry[];
  /** Removes all entries and says how many there were. */
  clear(): number;
  readonly bytes: number;
  /** Entries that could not be written, for example on a full disk. */
  readonly dropped: number;
}

export interface LogLimits {
  level: LogLevel;
  days: number;
  megabytes: number;
}

const DAY = 24 * 60 * 60 * 1000;
const FILES = 5;

/** The second fence: a string that does not look like a name in a program is not written at all. */
function cleanFields(fields: LogFields): Record<string, string | number | boolean> {
  const clean: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (typeof value !== 'string') clean[name] = value;
    else clean[name] = /^[\w.:@>*-]{0,1000}$/.test(value) ? value : '(withheld)';
  }
  return clean;
}

/** Where an error came from, without its message and without folders: `list@queries.ts:10:4>run@serve.ts:20:1`. */
export function originOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !error.stack) return undefined;
  const start = error.message ? error.stack.indexOf(error.message) + error.message.length : 0;
  return [
    ...error.stack.slice(start).matchAll(/^ {4}at (?:async )?(?:([\w$.<> ]+) \()?.*?([\w.-]+:\d+:\d+)\)?$/gm),
  ]
    .slice(0, 8)
    .map(([, name = '', place = '']) => `${name.replace(/[^\w.]/g, '')}@${place}`)
    .join('>');
}

function isEntry(value: unknown): value is LogEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { id, at, level, message, fields } = value as Partial<Record<keyof LogEntry, unknown>>;
  const isFields = typeof fields === 'object' && fields !== null && !Array.isArray(fields);
  return (
    typeof id === 'string' &&
    /^[0-9a-z]{14,20}$/.test(id) &&
    Number.isSafeInteger(at) &&
    typeof level === 'string' &&
    Object.hasOwn(weights, level) &&
    typeof message === 'string' &&
    isFields &&
    Object.values(fields).every((field) => ['string', 'number', 'boolean'].includes(typeof field))
  );
}

/** After a power cut the file may end within a line; what comes next must not be joined to it. */
function endLine(path: string): void {
  const content = readFileSync(path);
  if (content.length > 0 && content.at(-1) !== 10) appendFileSync(path, '\n');
}

export function openLogFiles<Sentence extends string = string>(
  folder: string,
  limits: () => LogLimits,
  trace: () => string | undefined,
): LogFiles<Sentence> {
  let dropped = 0;
  let last = '';
  let isResumed = false;
  /** The file that is written to. A new one each day, so that old lines can go without the new ones. */
  let current: { path: string; begunAt: number; bytes: number; torn: boolean } | undefined;

  const files = (): string[] => {
    try {
      return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && /^log-\w+\.jsonl$/.test(entry.name))
        .map(({ name }) => name)
        .sort();
    } catch {
      return [];
    }
  };

  const parse = (name: string): LogEntry[] => {
    try {
      return readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .flatMap((line) => {
          try {
            const entry: unknown = JSON.parse(line);
            return isEntry(entry) ? [entry] : [];
          } catch {
            // The line that a power cut left half written.
            return [];
          }
        });
    } catch {
      return [];
    }
  };

  /** Time and a count, so that ids sort as the entries came, even when the clock is set back. */
  function nextId(): string {
    const base = Date.now().toString(36).padStart(9, '0');
    const lastBase = last.slice(0, 9);
    const count = base > lastBase ? 0 : parseInt(last.slice(9), 36) + 1;
    last = (base > lastBase ? base : lastBase) + count.toString(36).padStart(5, '0');
    return last;
  }

  const size = (name: string) => {
    try {
      return statSync(join(folder, name));
    } catch {
      return { size: 0, mtimeMs: 0 };
    }
  };

  function prune(): void {
    const { days, megabytes } = limits();
    const names = files();
    let room = megabytes * 1024 * 1024 * (1 - 1 / FILES);
    for (const name of names.reverse()) {
      const { size: bytes, mtimeMs } = size(name);
      room -= bytes;
      if (room < 0 || mtimeMs < Date.now() - days * DAY) rmSync(join(folder, name), { force: true });
    }
  }

  /** With the first line, not at once: a start that is refused must not drop what another process still shows. */
  function resume(): void {
    isResumed = true;
    prune();
    const newest = files().at(-1);
    if (newest === undefined) return;
    const begunAt = parseInt(newest.slice('log-'.length, 'log-'.length + 9), 36);
    // One from the future, where the clock was wrong, would never be a day old.
    if (begunAt > Date.now() + DAY) return;
    current = { path: join(folder, newest), begunAt, bytes: size(newest).size, torn: true };
  }

  function append(line: string, id: string): void {
    if (!isResumed) resume();
    const largest = (limits().megabytes * 1024 * 1024) / FILES;
    if (!current || current.bytes > largest || current.begunAt < Date.now() - DAY) {
      makeFolder(folder);
      prune();
      current = { path: join(folder, `log-${id}.jsonl`), begunAt: Date.now(), bytes: 0, torn: false };
    }
    if (current.torn) endLine(current.path);
    current.bytes += Buffer.byteLength(line);
    // A write that fails may have written a part.
    current.torn = true;
    appendFileSync(current.path, line, { mode: 0o600 });
    current.torn = false;
  }

  const write =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (weights[level] < weights[limits().level]) return;
      const id = nextId();
      const entry: LogEntry = {
        id,
        at: Date.now(),
        level,
        message,
        fields: cleanFields({ trace: trace(), ...fields }),
      };
      try {
        append(`${JSON.stringify(entry)}\n`, id);
      } catch (error) {
        // A log that can't be written must not stop what it tells of.
        dropped += 1;
        // Somebody removed the folder: the next line begins anew.
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') current = undefined;
      }
    };

  const newest = files().at(-1);
  last = newest ? (parse(newest).at(-1)?.id ?? '') : '';

  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    read({ level, text, sentences = [], before, limit }) {
      const found: LogEntry[] = [];
      const wanted = text.toLowerCase();
      const isWanted = ({ message, fields }: LogEntry) =>
        sentences.includes(message) || JSON.stringify([message, fields]).toLowerCase().includes(wanted);
      for (const name of files().reverse()) {
        for (const entry of parse(name).reverse()) {
          if (before !== undefined && entry.id >= before) continue;
          if (weights[entry.level] < weights[level]) continue;
          if (wanted && !isWanted(entry)) continue;
          found.push(entry);
          if (found.length === limit) return found;
        }
      }
      return found;
    },
    clear() {
      let removed = 0;
      for (const name of files()) {
        removed += parse(name).length;
        // Not rmSync, whose error does not say on a disk that takes no changes.
        unlinkSync(join(folder, name));
      }
      current = undefined;
      return removed;
    },
    get bytes() {
      return files().reduce((sum, name) => sum + size(name).size, 0);
    },
    get dropped() {
      return dropped;
    },
  };
}
