import { randomUUID } from 'node:crypto';
import { MAX_TAGS, type MeetingPatch, type NewMeeting } from '../../contract/meetings.ts';
import { AppError, missing } from '../../rpc/errors.ts';
import { sameName } from '../../contract/common.ts';
import { fold, type Db, type Value } from '../../storage/database.ts';
import { excerptOf, findRows, type StoredRow } from './rows.ts';

/** A row that a query was to touch and did not is a defect; better to undo the transaction than to go on. */
function assertChanged(changed: number, expected: number): void {
  if (changed !== expected) throw new Error(`${String(changed)} rows changed instead of ${String(expected)}`);
}

function checkFolder(db: Db, folderId: string | null | undefined): void {
  if (typeof folderId !== 'string') return;
  if (!db.get('SELECT 1 FROM folders WHERE id = ?', folderId)) {
    throw missing('folder', folderId);
  }
}

/** Tags that differ in letter case alone are one; the first spelling stays. */
function distinct(tags: readonly string[]): string[] {
  const bySort = new Map<string, string>();
  for (const tag of tags) if (!bySort.has(sameName(tag))) bySort.set(sameName(tag), tag);
  return [...bySort.values()];
}

function setTags(db: Db, seq: number, tags: readonly string[]): void {
  if (tags.length > MAX_TAGS) {
    throw new AppError('too_large', `A meeting can have ${String(MAX_TAGS)} tags.`, { limit: MAX_TAGS });
  }
  db.run('DELETE FROM meeting_tags WHERE meeting_seq = ?', seq);
  for (const [position, tag] of tags.entries()) {
    db.run(
      'INSERT INTO meeting_tags (meeting_seq, tag_key, tag, position) VALUES (?, ?, ?, ?)',
      seq,
      sameName(tag),
      tag,
      position,
    );
  }
}

type Draft = NewMeeting & {
  /** Of one whose files were there first. */
  id?: string;
  /** Of one that comes from a file without sound: how long it says it was, and what it is recognised by. */
  lengthMs?: number | null;
  fileSha256?: string;
};

/** Returns the new ids, in order. */
export function createMeetings(db: Db, drafts: readonly Draft[]): string[] {
  return db.transaction(() =>
    drafts.map((draft) => {
      checkFolder(db, draft.folderId);
      const id = draft.id ?? randomUUID();
      const now = Date.now();
      const notes = draft.notes ?? '';
      const created = db.get<{ seq: number }>(
        `INSERT INTO meetings
           (id, title, title_sort, notes, excerpt, started_at, folder_id, created_at, updated_at, revision,
            length_ms, file_sha256)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?) RETURNING seq`,
        id,
        draft.title,
        fold(draft.title),
        notes,
        excerptOf(notes),
        draft.startedAt ?? now,
        draft.folderId ?? null,
        now,
        now,
        draft.lengthMs ?? null,
        draft.fileSha256 ?? null,
      );
      if (!created) throw new Error('No row was written');
      setTags(db, created.seq, distinct(draft.tags ?? []));
      return id;
    }),
  );
}

function patchedTags(current: readonly string[], patch: MeetingPatch): string[] | undefined {
  if (!patch.tags && !patch.addTags && !patch.removeTags) return undefined;
  const removed = new Set((patch.removeTags ?? []).map(sameName));
  const kept = (patch.tags ?? current).filter((tag) => !removed.has(sameName(tag)));
  return distinct([...kept, ...(patch.addTags ?? [])]);
}

function applyPatch(db: Db, row: StoredRow, patch: MeetingPatch): void {
  const sets: string[] = ['updated_at = max(?, updated_at + 1)', 'revision = revision + 1'];
  const values: Value[] = [Date.now()];
  const set = (column: string, value: Value | undefined) => {
    if (value === undefined) return;
    sets.push(`${column} = ?`);
    values.push(value);
  };
  set('title', patch.title);
  set('title_sort', patch.title === undefined ? undefined : fold(patch.title));
  set('notes', patch.notes);
  set('excerpt', patch.notes === undefined ? undefined : excerptOf(patch.notes));
  set('started_at', patch.startedAt);
  set('folder_id', patch.folderId);
  assertChanged(db.run(`UPDATE meetings SET ${sets.join(', ')} WHERE seq = ?`, ...values, row.seq), 1);
  const tags = patchedTags(JSON.parse(row.tags) as string[], patch);
  if (tags) setTags(db, row.seq, tags);
}

/** All or none. `ifRevision` refuses a change made on the strength of an older version. */
export function updateMeetings(
  db: Db,
  ids: readonly string[],
  patch: MeetingPatch,
  ifRevision?: number,
): StoredRow[] {
  return db.transaction(() => {
    checkFolder(db, patch.folderId);
    for (const row of findRows(db, ids)) {
      if (ifRevision !== undefined && row.revision !== ifRevision) {
        throw new AppError('conflict', 'This meeting was changed elsewhere in the meantime.', {
          revision: row.revision,
        });
      }
      applyPatch(db, row, patch);
    }
    return findRows(db, ids);
  });
}

/** Moves into the trash or back; those that are there already stay as they are. Returns all of them. */
export function setTrashed(db: Db, ids: readonly string[], trashed: boolean): StoredRow[] {
  return db.transaction(() => {
    const rows = findRows(db, ids).filter((row) => (row.trashed_at !== null) !== trashed);
    const now = Date.now();
    for (const row of rows) {
      const changed = db.run(
        'UPDATE meetings SET trashed_at = ?, updated_at = max(?, updated_at + 1), revision = revision + 1 WHERE seq = ?',
        trashed ? now : null,
        now,
        row.seq,
      );
      assertChanged(changed, 1);
    }
    return findRows(db, ids);
  });
}

/** Deletes for good. Only from the trash, so that one slip of the hand can't do it. */
export function purgeMeetings(db: Db, ids: readonly string[]): string[] {
  return db.transaction(() => {
    const rows = findRows(db, ids);
    const live = rows.filter((row) => row.trashed_at === null);
    if (live.length > 0) {
      throw new AppError('conflict', 'Only meetings in the trash can be deleted for good.', {
        count: live.length,
      });
    }
    for (const row of rows) assertChanged(db.run('DELETE FROM meetings WHERE seq = ?', row.seq), 1);
    return rows.map((row) => row.id);
  });
}
