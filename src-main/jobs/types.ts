import type { jobKinds } from '../contract/jobs.ts';
import type { Db } from '../storage/database.ts';

export type JobKindName = (typeof jobKinds)[number];

/**
 * Jobs of one lane run one after another. models: those of speech and of language, since two of them may want more
 * memory than there is. text: rules and servers, which want no engine. files: they want none, and wait for nothing.
 */
export const lanes = ['models', 'text', 'files'] as const;
export type Lane = (typeof lanes)[number];

export interface JobKind {
  /** By what it was told when it was added. */
  laneOf(options: unknown): Lane;
  /** Returns when all of it is done and committed. Throws what made it fail; `engine_crashed` and the like are tried again. */
  run(job: RunningJob): Promise<void>;
  /** What it keeps, without words of these meetings, which are being deleted for good. Its run keeps none from now on. */
  forget?(options: unknown, position: unknown, meetingIds: readonly string[]): unknown;
}

/** What a kind of job is given of the job at work. */
export interface RunningJob {
  readonly id: string;
  readonly meetingId: string;
  readonly options: unknown;
  /** As it was committed last; null: nothing yet. */
  readonly position: unknown;
  /** How often it has failed since it last got on: since a step with a greater `doneMs`. */
  readonly failures: number;
  /**
   * Cancelled, closing, or nothing heard for too long. When the queue is to pause it aborts within `commit`, after
   * the step was written, so that whoever checks it before the next step loses nothing.
   */
  readonly signal: AbortSignal;
  /** Says that it still works, so that it does not time out. Costs nothing. */
  alive(): void;
  /** Writes a step and where to go on after it, both or neither. Throws where the job is no longer this run's to write. */
  commit(step: Step, write?: (db: Db) => void): void;
}

export interface Step {
  position: unknown;
  doneMs: number;
  totalMs: number | null;
}

export type JobKinds = Record<JobKindName, JobKind>;
