import type { Job } from '../../../src-main/contract/jobs.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorDetails } from '../../ui/ErrorDetails.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { hasEnded, shapeOf, shareOf } from '../queue/states.ts';
import { useJobText } from '../queue/use-job-text.ts';
import { useQueue } from '../queue/use-queue.ts';

/** The work on this meeting: what, how far, how long still, and a way to stop it; or why it stopped, and a way to go on. */
export function JobCard({ job }: { job: Job }) {
  const { queue } = useStores();
  const { isPaused } = useQueue();
  const text = useJobText(job);
  const { t } = useLocale();
  const { id, state, kind, error } = job;
  const isOpen = !hasEnded(job);
  const isBad = state === 'failed';
  return (
    <section className="job-card" data-bad={isBad || undefined} aria-label={t(`queue.kind.${kind}`)}>
      <div className="job-card-line">
        <div className="job-card-words">
          <p className="job-card-title" role={isBad ? 'alert' : 'status'}>
            {t(isBad ? `queue.failedKind.${kind}` : `queue.kind.${kind}`)}
          </p>
          <p className="job-card-state tabular">{text}</p>
        </div>
        {isOpen && isPaused && <Button onClick={() => void queue.resume()}>{t('queue.resume')}</Button>}
        {isOpen ? (
          <Button onClick={() => void queue.cancel([id])}>{t('common.cancel')}</Button>
        ) : (
          <>
            <Button onClick={() => void queue.dismiss([id])}>{t('common.dismiss')}</Button>
            <Button look="main" onClick={() => void queue.retry([id])}>
              {t('common.retry')}
            </Button>
          </>
        )}
      </div>
      {state === 'running' && <Progress share={shareOf(job)} label={t(`queue.kind.${kind}`)} />}
      {error && <ErrorDetails error={shapeOf(error)} />}
    </section>
  );
}
