import type { Meeting, MeetingRow } from '../../contract/meetings.ts';
import { AppError, missing } from '../../rpc/errors.ts';
import type { ReadableDb } from '../../storage/database.ts';

export interface StoredRow {
  seq: number;
  id: string;
  title: string;
  excerpt: string;
  started_at: number;
  folder_id: string | null;
  created_at: number;
  updated_at: number;
  trashed_at: number | null;
  revision: number;
  audio: MeetingRow['audio'];
  duration_ms: number | null;
  open_guards: number;
  is_unfinished: number;
  /** What is said first; null: there are notes, or nothing is said. */
  said: string | null;
  /** JSON arrays of [name, colour]. */
  people: string;
  people_count: number;
  /** A JSON array, in the order the tags were given. */
  tags: string;
}

const EXCERPT = 200;
/** What Markdown puts before a line, or around words. */
const lineMarks = /^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)+/gm;
const wordMarks = /(?<![\p{L}\p{N}*_~`])(\*\*?|__?|~~|`+)(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}*_~`])/gu;
const links = /!?\[([^\][]*)\]\([^\s()]*\)/g;

/** The first words, in one line, and never half an emoji. */
const firstWords = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, EXCERPT)
    .replace(/[\uD800-\uDBFF]$/, '');

/** Notes begin so in the list, without the marks of Markdown. */
export const excerptOf = (notes: string) =>
  firstWords(
    notes
      .slice(0, EXCERPT * 4)
      .replace(lineMarks, '')
      .replace(links, '$1')
      .replace(wordMarks, '$2'),
  );

const PEOPLE = 4;
const shown = '(SELECT id FROM transcripts WHERE meeting_seq = meetings.seq AND is_chosen = 1)';
/** Two lines of the list hold no more. */
const segments = `
  SELECT text FROM segments WHERE transcript_id = ${shown} ORDER BY start_ms, segments.seq LIMIT 5`;

export const rowColumns = `
  seq, id, title, excerpt, started_at, folder_id, created_at, updated_at, trashed_at, revision,
  (SELECT state FROM audio WHERE meeting_seq = seq) AS audio,
  coalesce((SELECT duration_ms FROM audio WHERE meeting_seq = seq), length_ms) AS duration_ms,
  (SELECT count(*) FROM guards WHERE transcript_id = ${shown} AND is_settled = 0) AS open_guards,
  EXISTS (SELECT 1 FROM transcripts WHERE id = ${shown} AND state = 'partial') AS is_unfinished,
  CASE excerpt WHEN '' THEN (SELECT group_concat(text, ' ') FROM (${segments})) END AS said,
  (SELECT json_group_array(json_array(name, colour)) FROM (
    SELECT name, colour FROM speakers WHERE meeting_seq = seq AND name <> '' ORDER BY rowid LIMIT ${String(PEOPLE)})) AS people,
  (SELECT count(*) FROM speakers WHERE meeting_seq = seq AND name <> '') AS people_count,
  (SELECT json_group_array(tag) FROM (SELECT tag FROM meeting_tags WHERE meeting_seq = seq ORDER BY position)) AS tags`;

export function toRow(stored: StoredRow): MeetingRow {
  return {
    id: stored.id,
    title: stored.title,
    startedAt: stored.started_at,
    folderId: stored.folder_id,
    tags: JSON.parse(stored.tags) as string[],
    excerpt: stored.excerpt || firstWords(stored.said ?? ''),
    people: (JSON.parse(stored.people) as [string, number][]).map(([name, colour]) => ({ name, colour })),
    peopleCount: stored.people_count,
    audio: stored.audio,
    durationMs: stored.duration_ms,
    openGuards: stored.open_guards,
    isUnfinished: stored.is_unfinished === 1,
    createdAt: stored.created_at,
    updatedAt: stored.updated_at,
    trashedAt: stored.trashed_at,
    revision: stored.revision,
  };
}

/** In the order asked for; all or an error that names the missing ones. */
export function findRows(db: ReadableDb, ids: readonly string[]): StoredRow[] {
  const unique = [...new Set(ids)];
  const found = db.all<StoredRow>(
    `SELECT ${rowColumns} FROM meetings WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(unique),
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  const missing = unique.filter((id) => !byId.has(id));
  if (missing.length > 0) {
    const message =
      missing.length === 1 ? 'This meeting does not exist.' : 'Some of these meetings do not exist.';
    throw new AppError('not_found', message, { missing: missing.slice(0, 20), count: missing.length });
  }
  return unique.flatMap((id) => byId.get(id) ?? []);
}

export function getMeeting(db: ReadableDb, id: string): Meeting {
  const stored = db.get<StoredRow & { notes: string }>(
    `SELECT ${rowColumns}, notes FROM meetings WHERE id = ?`,
    id,
  );
  if (!stored) throw missing('meeting', id);
  return { ...toRow(stored), notes: stored.notes };
}
