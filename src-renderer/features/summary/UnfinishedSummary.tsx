import type { Summary } from '../../../src-main/contract/summaries.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { useStoppedOn } from '../queue/use-queue.ts';
import { useTemplates } from '../templates/use-templates.ts';
import { againOf } from './again.ts';
import { useWriters } from './use-writers.ts';

/** The summary that is shown was not written to its end, and nothing is at work on it. */
export function UnfinishedSummary({ summary, isFixed }: { summary: Summary; isFixed: boolean }) {
  const { queue, summaries } = useStores();
  const stopped = useStoppedOn(summary, 'summarize');
  const writers = useWriters();
  const templates = useTemplates();
  const { t } = useLocale();
  const title = t('transcript.unfinished');
  return (
    <section className="job-card" aria-label={title}>
      <div className="job-card-line">
        <div className="job-card-words">
          <p className="job-card-title" role="status">
            {title}
          </p>
          <p className="job-card-state">
            {t('summary.unfinished')} {!isFixed && t('summary.unfinishedText')}
          </p>
        </div>
        {!isFixed &&
          (stopped && !summary.isEdited && !summary.isStale ? (
            <Button look="main" onClick={() => void queue.retry([stopped.id])}>
              {t('transcript.goOn')}
            </Button>
          ) : (
            <Button
              onClick={() => void summaries.start([summary.meetingId], againOf(summary, writers, templates))}
            >
              {t('summary.again')}
            </Button>
          ))}
      </div>
    </section>
  );
}
