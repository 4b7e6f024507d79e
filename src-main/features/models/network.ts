import type { NetworkAttempt } from '../../contract/models.ts';
import type { Db } from '../../storage/database.ts';

type Outcome = Exclude<NetworkAttempt['outcome'], 'running'>;

/** One request, from before it is made. */
export interface Attempt {
  end(outcome: Outcome, bytes: number): void;
}

type Purpose = NetworkAttempt['purpose'];

/** Every request to the network that was ever made, in the library. */
export function openNetworkLog(library: { readonly db: Db }) {
  /** Those of this process that have not ended. */
  const running = new Set<number>();
  return {
    /** Of the address the host alone is kept: the rest would say what a person does. */
    begin(host: string, purpose: Purpose): Attempt {
      const seq = library.db.get<{ seq: number }>(
        `INSERT INTO network_attempts (at, purpose, host, outcome, bytes)
         VALUES (?, ?, ?, 'running', 0) RETURNING seq`,
        ...[Date.now(), purpose, host],
      )?.seq;
      if (seq === undefined) throw new Error('The attempt was not written down.');
      running.add(seq);
      return {
        end(outcome, bytes) {
          running.delete(seq);
          // None where the person has cleared the list meanwhile.
          library.db.run(
            'UPDATE network_attempts SET outcome = ?, bytes = ? WHERE seq = ?',
            ...[outcome, bytes, seq],
          );
        },
      };
    },
    /** Those that a crash left running. */
    recover: () => library.db.run("UPDATE network_attempts SET outcome = 'failed' WHERE outcome = 'running'"),
    /** What is said to run and does not has ended where a full disk let nobody write it down. */
    list: (limit: number): NetworkAttempt[] =>
      library.db
        .all<NetworkAttempt & { seq: number }>(
          'SELECT seq, at, purpose, host, outcome, bytes FROM network_attempts ORDER BY seq DESC LIMIT ?',
          limit,
        )
        .map(({ seq, ...attempt }) =>
          attempt.outcome === 'running' && !running.has(seq) ? { ...attempt, outcome: 'failed' } : attempt,
        ),
    clear: () => library.db.run("DELETE FROM network_attempts WHERE outcome <> 'running'"),
  };
}
