import type { Job } from '../../../src-main/contract/jobs.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { clock } from '../player/clock.ts';
import { problemOf } from './states.ts';
import { useQueue } from './use-queue.ts';

/** Of its meeting; of several, how many they are. */
export function useJobTitle(job: Pick<Job, 'title' | 'meetings'> | undefined): string {
  const { t } = useLocale();
  if (!job) return '';
  return job.meetings > 1 ? t('queue.meetings', { count: job.meetings }) : job.title;
}

/** What happens to a job, or what became of it, in a line. */
export function useJobText(job: Job | undefined): string {
  const queue = useQueue();
  const { t, format } = useLocale();
  if (!job) return '';
  const { state, kind, doneMs, totalMs, msLeft, retryAt, error } = job;
  switch (state) {
    case 'running': {
      if (totalMs === null) return t('queue.begins');
      const done = t(`queue.far.${kind}`, { done: clock(doneMs, totalMs), total: clock(totalMs) });
      return msLeft === null ? done : `${done}, ${t('imports.left', { time: format.roughly(msLeft) })}`;
    }
    case 'queued': {
      if (retryAt !== null && error)
        return `${t.show(problemOf(error))} ${t('queue.retryAt', { time: format.time(retryAt) })}`;
      const held = queue.isPaused ? 'resume' : queue.waitsFor;
      return held === null ? t('queue.waits') : t(`queue.waits.${held}`);
    }
    case 'done':
      return t(`queue.done.${kind}`);
    case 'cancelled':
      return t(doneMs > 0 ? 'queue.cancelled' : 'queue.cancelledAtOnce');
    case 'failed':
      return error ? t.show(problemOf(error)) : t('error.internal');
  }
}
