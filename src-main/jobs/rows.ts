import * as v from 'valibot';
import { Job } from '../contract/jobs.ts';
import { AppError } from '../rpc/errors.ts';
import type { ReadableDb } from '../storage/database.ts';
import type { JobKindName } from './types.ts';

export interface StoredJob {
  id: string;
  kind: JobKindName;
  meeting_id: string;
  /** How many its options name. */
  meetings: number;
  title: string;
  state: Job['state'];
  priority: number;
  place: number;
  options: string;
  position: string | null;
  attempts: number;
  failures: number;
  done_ms: number;
  total_ms: number | null;
  retry_at: number | null;
  error: string | null;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
}

export const select = `
  SELECT jobs.*, meetings.id AS meeting_id, meetings.title,
    CASE WHEN json_valid(jobs.options) THEN coalesce(json_array_length(jobs.options, '$.meetingIds'), 1) ELSE 1 END AS meetings
  FROM jobs JOIN meetings ON meetings.seq = jobs.meeting_seq`;

export function toJob(row: StoredJob, msLeft: number | null): Job {
  return {
    id: row.id,
    kind: row.kind,
    meetingId: row.meeting_id,
    meetings: row.meetings,
    title: row.title,
    state: row.state,
    priority: row.priority,
    attempts: row.attempts,
    doneMs: row.done_ms,
    totalMs: row.total_ms,
    msLeft,
    retryAt: row.retry_at,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    error: row.error === null ? null : parseError(row.error),
  };
}

const SHOWN_ENDS = 200;

/** In the order in which they will run; the latest of those that have ended come last, the latest first. */
export function listJobs(db: ReadableDb): StoredJob[] {
  return db.all<StoredJob>(
    `${select}
     WHERE jobs.state IN ('queued', 'running') OR jobs.seq IN (
       SELECT seq FROM jobs WHERE state IN ('done', 'failed', 'cancelled') ORDER BY ended_at DESC, seq DESC LIMIT ?)
     ORDER BY CASE jobs.state WHEN 'running' THEN 0 WHEN 'queued' THEN 1 ELSE 2 END, jobs.ended_at DESC,
       jobs.priority DESC, jobs.place, jobs.seq`,
    SHOWN_ENDS,
  );
}

/** Those of them that are there, in the order asked for. */
export function knownJobs(db: ReadableDb, ids: readonly string[]): StoredJob[] {
  const unique = [...new Set(ids)];
  const rows = db.all<StoredJob>(
    `${select} WHERE jobs.id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(unique),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return unique.flatMap((id) => byId.get(id) ?? []);
}

function notFound(missing: readonly string[]): AppError {
  const message = missing.length === 1 ? 'This job does not exist.' : 'Some of these jobs do not exist.';
  return new AppError('not_found', message, { missing: missing.slice(0, 20), count: missing.length });
}

export function getJob(db: ReadableDb, id: string): StoredJob {
  const [job] = knownJobs(db, [id]);
  if (!job) throw notFound([id]);
  return job;
}

/** All or an error that names the missing ones. */
export function getJobs(db: ReadableDb, ids: readonly string[]): StoredJob[] {
  const rows = knownJobs(db, ids);
  const found = new Set(rows.map(({ id }) => id));
  const missing = [...new Set(ids)].filter((id) => !found.has(id));
  if (missing.length > 0) throw notFound(missing);
  return rows;
}

export function jobsOf(db: ReadableDb, meetingIds: readonly string[]): StoredJob[] {
  return db.all<StoredJob>(
    `${select} WHERE meetings.id IN (SELECT value FROM json_each(?)) ORDER BY jobs.seq`,
    JSON.stringify(meetingIds),
  );
}

/** One that nobody can read must not hide all the others. */
function parseError(stored: string): Job['error'] {
  try {
    return v.parse(Job.entries.error, JSON.parse(stored));
  } catch {
    return { code: 'internal', message: 'What went wrong can not be read any more.', details: {} };
  }
}

/** When the first of those that failed is to be tried again. */
export function nextRetryAt(db: ReadableDb, after: number): number | undefined {
  const row = db.get<{ at: number | null }>(
    `SELECT min(retry_at) AS at FROM jobs WHERE state = 'queued' AND retry_at > ?`,
    after,
  );
  return row?.at ?? undefined;
}
