import { speechKinds, type Job } from '../../../src-main/contract/jobs.ts';
import { errorCodes, type ErrorCode } from '../../../src-main/rpc/errors.ts';
import type { TextKey } from '../../i18n/en.ts';
import { errorText } from '../../i18n/error-text.ts';
import type { Text } from '../../i18n/translate.ts';

export const hasEnded = ({ state }: Pick<Job, 'state'>) => state !== 'queued' && state !== 'running';

/** One that stopped on the way is gone on with as long as it is in the list: it leaves that by itself alone. */
export const canBeCleared = (job: Pick<Job, 'state' | 'doneMs'>) =>
  hasEnded(job) && (job.state === 'done' || job.doneMs === 0);

export const isOfSpeech = ({ kind }: Pick<Job, 'kind'>) => speechKinds.some((own) => own === kind);

export const isOfSummary = ({ kind }: Pick<Job, 'kind'>) => kind === 'summarize';

export const isOfNames = ({ kind }: Pick<Job, 'kind'>) => kind === 'suggestNames';

/** Of one job, from 0 to 1; null until it is known how much there is. */
export const shareOf = ({ doneMs, totalMs }: Pick<Job, 'doneMs' | 'totalMs'>): number | null =>
  totalMs === null || totalMs === 0 ? null : Math.min(1, doneMs / totalMs);

const own: Partial<Record<ErrorCode, TextKey>> = {
  engine_crashed: 'queue.crashed',
  not_found: 'queue.noSound',
  unsupported_format: 'models.notAModel',
  file_damaged: 'queue.damaged',
};

const isCode = (code: string): code is ErrorCode => errorCodes.some((known) => known === code);

/** What a failure means for a person. */
export function problemOf({ code, details }: NonNullable<Job['error']>): Text {
  const known = isCode(code) ? code : 'internal';
  const key = own[known];
  return key ? { key, values: {} } : errorText({ code: known, details });
}

/** What an error on the wire is to whoever shows its details. */
export const shapeOf = (error: NonNullable<Job['error']>) => ({
  ...error,
  code: isCode(error.code) ? error.code : ('internal' as const),
});
