import type { NetworkAttempt } from '../../contract/models.ts';
import type { Db, ReadableDb } from '../../storage/database.ts';

type Outcome = Exclude<NetworkAttempt['outcome'], 'running'>;

/** One request, from before it is made. */
export interface Attempt {
  end(outcome: Outcome, bytes: number): void;
}

/** Of the address the host alone is kept: the rest would say what a person does. */
export function beginAttempt(db: Db, host: string): Attempt {
  const seq = db.get<{ seq: number }>(
    `INSERT INTO network_attempts (at, purpose, host, outcome, bytes)
     VALUES (?, 'model download', ?, 'running', 0) RETURNING seq`,
    Date.now(),
    host,
  )?.seq;
  return {
    end(outcome, bytes) {
      // None where the person has cleared the list meanwhile.
      db.run('UPDATE network_attempts SET outcome = ?, bytes = ? WHERE seq = ?', outcome, bytes, seq ?? null);
    },
  };
}

/** Those that a crash left running. */
export const failRunning = (db: Db) =>
  db.run("UPDATE network_attempts SET outcome = 'failed' WHERE outcome = 'running'");

/** `isIdle`: nothing runs, so that what is said to run has ended where a full disk let nobody write it down. */
export function listAttempts(db: ReadableDb, limit: number, isIdle: boolean): NetworkAttempt[] {
  const attempts = db.all<NetworkAttempt>(
    'SELECT at, purpose, host, outcome, bytes FROM network_attempts ORDER BY seq DESC LIMIT ?',
    limit,
  );
  if (!isIdle) return attempts;
  return attempts.map((attempt) =>
    attempt.outcome === 'running' ? { ...attempt, outcome: 'failed' } : attempt,
  );
}

export const clearAttempts = (db: Db) => db.run("DELETE FROM network_attempts WHERE outcome <> 'running'");
