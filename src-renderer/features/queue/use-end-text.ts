import type { Job } from '../../../src-main/contract/jobs.ts';
import { dayOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { useToday } from '../list/use-today.ts';

/** When a job ended and how long it took. One that was held up on the way has no time that would say so. */
export function useEndText(job: Job | undefined): string {
  const { t, format } = useLocale();
  const today = useToday();
  if (job?.endedAt == null) return '';
  const { endedAt, startedAt, attempts } = job;
  const time = dayOf(endedAt) === today ? format.time(endedAt) : format.compact(endedAt);
  return startedAt !== null && attempts === 1
    ? t('queue.endedAfter', { time, took: format.took(endedAt - startedAt) })
    : t('queue.endedAt', { time });
}
