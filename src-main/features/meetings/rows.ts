import type { Meeting, MeetingRow } from '../../contract/meetings.ts';
import { AppError } from '../../rpc/errors.ts';
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
  /** A JSON array, in the order the tags were given. */
  tags: string;
}

export const rowColumns = `
  seq, id, title, excerpt, started_at, folder_id, created_at, updated_at, trashed_at, revision,
  (SELECT state FROM audio WHERE meeting_seq = seq) AS audio,
  (SELECT duration_ms FROM audio WHERE meeting_seq = seq) AS duration_ms,
  (SELECT json_group_array(tag) FROM (SELECT tag FROM meeting_tags WHERE meeting_seq = seq ORDER BY position)) AS tags`;

export function toRow(stored: StoredRow): MeetingRow {
  return {
    id: stored.id,
    title: stored.title,
    startedAt: stored.started_at,
    folderId: stored.folder_id,
    tags: JSON.parse(stored.tags) as string[],
    excerpt: stored.excerpt,
    audio: stored.audio,
    durationMs: stored.duration_ms,
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
  if (!stored) throw new AppError('not_found', 'This meeting does not exist.', { missing: [id], count: 1 });
  return { ...toRow(stored), notes: stored.notes };
}
