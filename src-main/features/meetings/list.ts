import * as v from 'valibot';
import { speechKinds } from '../../contract/jobs.ts';
import type { Filter, MeetingRow, MeetingState, Sort } from '../../contract/meetings.ts';
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

const ofSpeech = `kind IN (${speechKinds.map((kind) => `'${kind}'`).join(', ')})`;
const inState: Record<MeetingState, string> = {
  recording: `SELECT meeting_seq FROM audio WHERE state = 'recording'`,
  transcribing: `SELECT meeting_seq FROM jobs WHERE state IN ('queued', 'running') AND ${ofSpeech}`,
  review: `SELECT meeting_seq FROM guards JOIN transcripts ON transcripts.id = transcript_id
    WHERE is_settled = 0 AND is_chosen = 1`,
  failed: `SELECT meeting_seq FROM jobs AS latest WHERE state = 'failed' AND ${ofSpeech} AND NOT EXISTS (
    SELECT 1 FROM jobs WHERE jobs.meeting_seq = latest.meeting_seq AND jobs.seq > latest.seq AND ${ofSpeech})`,
  silent: `SELECT meeting_seq FROM audio
    WHERE state = 'ready' AND meeting_seq NOT IN (SELECT meeting_seq FROM transcripts)`,
};

const summary = `SELECT 1 FROM summaries WHERE meeting_seq = meetings.seq AND state = 'complete'`;

/** Midnight of today, so many days ago, where the library is. */
function startOfDay(daysAgo: number): number {
  const day = new Date();
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysAgo).getTime();
}

function conditions(filter: Filter, among: Among = []): Condition {
  const parts: string[] = ['(trashed_at IS NOT NULL) = ?'];
  const values: Value[] = [filter.trashed ? 1 : 0];
  const add = (sql: string, ...own: Value[]) => {
    parts.push(sql);
    values.push(...own);
  };
  for (const { isIn, seqs } of among)
    add(`seq ${isIn ? '' : 'NOT '}IN (SELECT value FROM json_each(?))`, seqs);
  if (filter.folderId === null) add('folder_id IS NULL');
  if (typeof filter.folderId === 'string') add('folder_id = ?', filter.folderId);
  for (const tag of filter.tags ?? []) {
    add('EXISTS (SELECT 1 FROM meeting_tags WHERE meeting_seq = seq AND tag_key = ?)', sameName(tag));
  }
  for (const name of filter.people ?? [])
    add('seq IN (SELECT meeting_seq FROM speakers WHERE name_key = ?)', sameName(name));
  if (filter.states && filter.states.length > 0)
    add(`(${filter.states.map((state) => `seq IN (${inState[state]})`).join(' OR ')})`);
  if (filter.hasSummary !== undefined) add(`${filter.hasSummary ? '' : 'NOT '}EXISTS (${summary})`);
  if (filter.from !== undefined) add('started_at >= ?', filter.from);
  if (filter.before !== undefined) add('started_at < ?', filter.before);
  if (filter.days !== undefined) add('started_at >= ?', startOfDay(filter.days));
  if (filter.title !== undefined) add('title_sort = ?', fold(filter.title));
  return { sql: parts.join(' AND '), values };
}

/** Only these, or none of these: JSON arrays of what rows are counted by. */
export type Among = readonly { isIn: boolean; seqs: string }[];

interface ListQuery {
  filter: Filter;
  sort: Sort;
  limit: number;
  cursor?: string | undefined;
  among?: Among;
}

export function listMeetings(
  db: ReadableDb,
  { filter, sort, limit, cursor, among }: ListQuery,
): { items: MeetingRow[]; next: string | null } {
  const column = columns[sort.by];
  const [order, beyond] = sort.order === 'ascending' ? ['ASC', '>'] : ['DESC', '<'];
  const where = conditions(filter, among);
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

export function countMeetings(db: ReadableDb, filter: Filter, among?: Among): number {
  const where = conditions(filter, among);
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
