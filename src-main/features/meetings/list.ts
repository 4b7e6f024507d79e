import * as v from 'valibot';
import type { Filter, MeetingRow, Sort } from '../../contract/meetings.ts';
import { AppError } from '../../rpc/errors.ts';
import { sameName } from '../../contract/common.ts';
import { fold, type ReadableDb, type Value } from '../../storage/database.ts';
import { rowColumns, toRow, type StoredRow } from './rows.ts';

const columns = {
  startedAt: 'started_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  title: 'title_sort',
} as const satisfies Record<Sort['by'], string>;

/** Where a page ended. It names its order, so that it can't be used with another. */
const Position = v.strictObject({
  by: v.picklist(['startedAt', 'createdAt', 'updatedAt', 'title']),
  order: v.picklist(['ascending', 'descending']),
  key: v.union([v.string(), v.pipe(v.number(), v.safeInteger())]),
  seq: v.pipe(v.number(), v.safeInteger()),
});
type Position = v.InferOutput<typeof Position>;

const toCursor = (position: Position) => Buffer.from(JSON.stringify(position)).toString('base64url');

function fromCursor(cursor: string, sort: Sort): Position {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    value = undefined;
  }
  const parsed = v.safeParse(Position, value);
  const fits =
    parsed.success &&
    parsed.output.by === sort.by &&
    parsed.output.order === sort.order &&
    (typeof parsed.output.key === 'string') === (sort.by === 'title');
  if (!fits) throw new AppError('invalid_input', 'The cursor does not belong to this list.');
  return parsed.output;
}

interface Condition {
  sql: string;
  values: Value[];
}

function conditions(filter: Filter): Condition {
  const parts: string[] = ['(trashed_at IS NOT NULL) = ?'];
  const values: Value[] = [filter.trashed ? 1 : 0];
  const add = (sql: string, ...own: Value[]) => {
    parts.push(sql);
    values.push(...own);
  };
  if (filter.folderId === null) add('folder_id IS NULL');
  if (typeof filter.folderId === 'string') add('folder_id = ?', filter.folderId);
  for (const tag of filter.tags ?? []) {
    add('EXISTS (SELECT 1 FROM meeting_tags WHERE meeting_seq = seq AND tag_key = ?)', sameName(tag));
  }
  if (filter.from !== undefined) add('started_at >= ?', filter.from);
  if (filter.before !== undefined) add('started_at < ?', filter.before);
  // instr, not LIKE: what a person types is never a pattern.
  if (filter.text) {
    const text = fold(filter.text);
    add('(instr(title_sort, ?) > 0 OR instr(fold(notes), ?) > 0)', text, text);
  }
  return { sql: parts.join(' AND '), values };
}

export function listMeetings(
  db: ReadableDb,
  query: { filter: Filter; sort: Sort; limit: number; cursor?: string | undefined },
): { items: MeetingRow[]; next: string | null } {
  const { filter, sort, limit, cursor } = query;
  const column = columns[sort.by];
  const [order, beyond] = sort.order === 'ascending' ? ['ASC', '>'] : ['DESC', '<'];
  const where = conditions(filter);
  if (cursor !== undefined) {
    const { key, seq } = fromCursor(cursor, sort);
    where.sql += ` AND (${column}, seq) ${beyond} (?, ?)`;
    where.values.push(key, seq);
  }
  const found = db.all<StoredRow & { sort_key: string | number }>(
    `SELECT ${rowColumns}, ${column} AS sort_key FROM meetings WHERE ${where.sql}
     ORDER BY ${column} ${order}, seq ${order} LIMIT ?`,
    ...where.values,
    limit + 1,
  );
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const more = found.length > limit && last;
  return {
    items: page.map(toRow),
    next: more ? toCursor({ ...sort, key: last.sort_key, seq: last.seq }) : null,
  };
}

export function countMeetings(db: ReadableDb, filter: Filter): number {
  const where = conditions(filter);
  return (
    db.get<{ n: number }>(`SELECT count(*) AS n FROM meetings WHERE ${where.sql}`, ...where.values)?.n ?? 0
  );
}

export function countTags(db: ReadableDb): { tag: string; count: number }[] {
  return db.all(
    `SELECT max(tag) AS tag, count(*) AS count FROM meeting_tags
     JOIN meetings ON seq = meeting_seq WHERE trashed_at IS NULL
     GROUP BY tag_key ORDER BY count DESC, tag_key`,
  );
}
