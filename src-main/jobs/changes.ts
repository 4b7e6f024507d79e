import { randomUUID } from 'node:crypto';
import { jobKinds } from '../contract/jobs.ts';
import type { ErrorShape } from '../rpc/errors.ts';
import { AppError, missing } from '../rpc/errors.ts';
import type { Db } from '../storage/database.ts';
import { getJobs, select, type StoredJob } from './rows.ts';
import type { JobKindName, Step } from './types.ts';

const lastPlace = '(SELECT coalesce(max(place), 0) + 1 FROM jobs)';
/** SQLite can't add to what a damaged row may hold. */
const MOST = 1e12;
const inList = 'id IN (SELECT value FROM json_each(?))';

export interface NewJob {
  kind: JobKindName;
  meetingId: string;
  options: unknown;
  priority: number;
}

function checkMeeting(db: Db, meetingId: string): void {
  const meeting = db.get<{ trashed_at: number | null }>(
    'SELECT trashed_at FROM meetings WHERE id = ?',
    meetingId,
  );
  if (!meeting) throw missing('meeting', meetingId);
  if (meeting.trashed_at !== null)
    throw new AppError('conflict', 'This meeting is in the trash. Take it out of there first.');
}

export function addJob(db: Db, { kind, meetingId, options, priority }: NewJob): string {
  return db.transaction(() => {
    checkMeeting(db, meetingId);
    const id = randomUUID();
    db.run(
      `INSERT INTO jobs (id, kind, meeting_seq, state, priority, place, options, created_at)
       SELECT ?, ?, seq, 'queued', ?, ${lastPlace}, ?, ? FROM meetings WHERE id = ?`,
      ...[id, kind, priority, JSON.stringify(options), Date.now(), meetingId],
    );
    return id;
  });
}

/**
 * What was running when the process ended, or when its library was replaced, waits again. Rows may have been damaged:
 * numbers beyond all measure begin anew. Returns how many rows were
 * taken away, since nobody can tell any more what was to be done there.
 */
export function recoverJobs(db: Db): number {
  return db.transaction(() => {
    db.run(`UPDATE jobs SET state = 'queued' WHERE state = 'running'`);
    for (const number of ['priority', 'place', 'attempts', 'failures'])
      db.run(`UPDATE jobs SET ${number} = 0 WHERE ${number} NOT BETWEEN ? AND ?`, -MOST, MOST);
    return db.run(
      'DELETE FROM jobs WHERE kind NOT IN (SELECT value FROM json_each(?))',
      JSON.stringify(jobKinds),
    );
  });
}

/** Where they can't be read, the job is begun all the same, and fails by that. */
function readOptions(options: string): unknown {
  try {
    return JSON.parse(options);
  } catch {
    return undefined;
  }
}

/**
 * The first of those that are meant which may run now, marked as running. `longestMs`: nothing waits longer for its next
 * try, unless the clock was set back.
 */
export function takeNext(
  db: Db,
  isMeant: (kind: JobKindName, options: unknown) => boolean,
  now: number,
  longestMs: number,
): StoredJob | undefined {
  return db.transaction(() => {
    const waiting = db.all<Pick<StoredJob, 'id' | 'kind' | 'options'>>(
      `SELECT id, kind, options FROM jobs
       WHERE state = 'queued' AND (retry_at IS NULL OR retry_at NOT BETWEEN ? AND ?)
       ORDER BY priority DESC, place, seq`,
      ...[now + 1, now + longestMs],
    );
    const first = waiting.find(({ kind, options }) => isMeant(kind, readOptions(options)));
    const next = first && db.get<StoredJob>(`${select} WHERE jobs.id = ?`, first.id);
    if (!next) return undefined;
    db.run(
      `UPDATE jobs SET state = 'running', attempts = attempts + 1, retry_at = NULL,
         started_at = coalesce(started_at, ?) WHERE id = ?`,
      now,
      next.id,
    );
    return next;
  });
}

/** Says whether the job was still running. Whoever asks rolls back what belongs to the step where not. */
export function writeStep(db: Db, id: string, { position, doneMs, totalMs }: Step): boolean {
  const changed = db.run(
    `UPDATE jobs SET position = ?, total_ms = ?, done_ms = ?,
       failures = CASE WHEN ? > done_ms THEN 0 ELSE failures END
     WHERE id = ? AND state = 'running'`,
    ...[JSON.stringify(position), totalMs, doneMs, doneMs, id],
  );
  return changed === 1;
}

/** Each of these leaves a job alone that has been cancelled or taken away meanwhile. */
export function markDone(db: Db, id: string): void {
  db.run(
    `UPDATE jobs SET state = 'done', done_ms = coalesce(total_ms, done_ms), failures = 0, error = NULL, ended_at = ?
     WHERE id = ? AND state = 'running'`,
    Date.now(),
    id,
  );
}

export function markCancelled(db: Db, id: string, why: ErrorShape | null): void {
  db.run(
    `UPDATE jobs SET state = 'cancelled', ended_at = ?, error = ? WHERE id = ? AND state = 'running'`,
    ...[Date.now(), why && JSON.stringify(why), id],
  );
}

export function markQueued(db: Db, id: string): void {
  db.run(`UPDATE jobs SET state = 'queued' WHERE id = ? AND state = 'running'`, id);
}

/** `backOffMs`: how long it waits after its first failure, its second …; after as many it has failed for good. */
export function markFailed(db: Db, id: string, error: ErrorShape, backOffMs: readonly number[]): void {
  db.transaction(() => {
    const row = db.get<{ failures: number }>(
      `SELECT failures FROM jobs WHERE id = ? AND state = 'running'`,
      id,
    );
    if (!row) return;
    const now = Date.now();
    const waitMs = backOffMs[row.failures];
    const [state, retryAt, endedAt] =
      waitMs === undefined ? ['failed', null, now] : ['queued', now + waitMs, null];
    db.run(
      'UPDATE jobs SET state = ?, retry_at = ?, ended_at = ?, failures = failures + 1, error = ? WHERE id = ?',
      ...[state, retryAt, endedAt, JSON.stringify(error), id],
    );
  });
}

/** Those that have not ended yet; the others stay as they are. */
export function cancelJobs(db: Db, ids: readonly string[], why: ErrorShape | null): void {
  db.run(
    `UPDATE jobs SET state = 'cancelled', retry_at = NULL, ended_at = ?, error = ?
     WHERE state IN ('queued', 'running') AND ${inList}`,
    ...[Date.now(), why && JSON.stringify(why), JSON.stringify(ids)],
  );
}

/** What failed or was cancelled goes to the end of the queue; what waits for its next try need not. */
export function retryJobs(db: Db, ids: readonly string[]): void {
  db.transaction(() => {
    for (const { id, kind, state, meeting_id } of getJobs(db, ids)) {
      if (state === 'queued') db.run('UPDATE jobs SET retry_at = NULL WHERE id = ?', id);
      if (state !== 'failed' && state !== 'cancelled') continue;
      // What is exported may be about others too.
      if (kind !== 'export') checkMeeting(db, meeting_id);
      db.run(
        `UPDATE jobs SET state = 'queued', place = ${lastPlace}, failures = 0, error = NULL, ended_at = NULL
         WHERE id = ?`,
        id,
      );
    }
  });
}

/** Jobs of these meetings that are about others too are from now on jobs of the first of those. */
export function handOver(db: Db, meetingIds: readonly string[]): void {
  const gone = JSON.stringify(meetingIds);
  db.run(
    `UPDATE jobs SET meeting_seq = coalesce(
       (SELECT seq FROM meetings JOIN json_each(jobs.options, '$.meetingIds') AS named ON named.value = meetings.id
        WHERE meetings.id NOT IN (SELECT value FROM json_each(?)) ORDER BY named.key LIMIT 1),
       meeting_seq)
     WHERE CASE WHEN json_valid(options) THEN json_array_length(options, '$.meetingIds') > 1 END
       AND meeting_seq IN (SELECT seq FROM meetings WHERE id IN (SELECT value FROM json_each(?)))`,
    ...[gone, gone],
  );
}

/** What jobs keep that name these meetings besides others, as `rewrite` leaves it; undefined: as it is. */
export function rewritePositions(
  db: Db,
  meetingIds: readonly string[],
  rewrite: (job: { kind: JobKindName; options: unknown; position: unknown }) => unknown,
): void {
  const jobs = db.all<{ id: string; kind: JobKindName; options: string; position: string }>(
    `SELECT id, kind, options, position FROM jobs
     WHERE position IS NOT NULL AND CASE WHEN json_valid(options) AND json_valid(position) THEN EXISTS (
       SELECT 1 FROM json_each(options, '$.meetingIds') WHERE value IN (SELECT value FROM json_each(?))) END`,
    JSON.stringify(meetingIds),
  );
  for (const { id, kind, options, position } of jobs) {
    const rewritten = rewrite({ kind, options: JSON.parse(options), position: JSON.parse(position) });
    if (rewritten !== undefined)
      db.run('UPDATE jobs SET position = ? WHERE id = ?', JSON.stringify(rewritten), id);
  }
}

/** What jobs keep that names a version which is deleted for good may hold its words: they begin anew. Returns their ids. */
export function dropPositions(db: Db, versionId: string): string[] {
  const dropped = db.all<{ id: string }>(
    'SELECT id FROM jobs WHERE instr(position, ?) > 0 OR instr(options, ?) > 0',
    ...[versionId, versionId],
  );
  const ids = dropped.map(({ id }) => id);
  db.run(`UPDATE jobs SET position = NULL WHERE ${inList}`, JSON.stringify(ids));
  return ids;
}

export function moveJob(db: Db, id: string, before: string | null): void {
  db.transaction(() => {
    const [job, other] = getJobs(db, before === null ? [id] : [id, before]);
    if (job?.state !== 'queued' || (other && other.state !== 'queued'))
      throw new AppError('conflict', 'Only what waits in the queue can be moved.');
    if (before === id) return;
    if (other) {
      db.run('UPDATE jobs SET place = place + 1 WHERE place >= ?', other.place);
      db.run('UPDATE jobs SET place = ?, priority = ? WHERE id = ?', other.place, other.priority, id);
    } else {
      db.run(
        `UPDATE jobs SET place = ${lastPlace},
           priority = (SELECT min(priority) FROM jobs WHERE state = 'queued') WHERE id = ?`,
        id,
      );
    }
  });
}

export function setPriority(db: Db, ids: readonly string[], priority: number): void {
  db.run(`UPDATE jobs SET priority = ? WHERE ${inList}`, priority, JSON.stringify(ids));
}

/** Takes what has ended off the list: these, or all. Returns what has gone. */
export function dismissJobs(db: Db, ids: readonly string[] | undefined): string[] {
  return db
    .all<{ id: string }>(
      `DELETE FROM jobs WHERE state IN ('done', 'failed', 'cancelled')
         AND (? IS NULL OR ${inList}) RETURNING id`,
      ids ? 1 : null,
      JSON.stringify(ids ?? []),
    )
    .map(({ id }) => id);
}
