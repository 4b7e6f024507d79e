import type { Summary } from '../../../src-main/contract/summaries.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { useTemplates } from '../templates/use-templates.ts';
import { againOf } from './again.ts';
import { useWriters } from './use-writers.ts';

/** The transcript is another by now. */
export function StaleCard({ summary }: { summary: Summary }) {
  const { summaries } = useStores();
  const writers = useWriters();
  const templates = useTemplates();
  const { t } = useLocale();
  return (
    <section className="job-card" aria-label={t('summary.stale')}>
      <div className="job-card-line">
        <div className="job-card-words">
          <p className="job-card-title" role="status">
            {t('summary.stale')}
          </p>
          <p className="job-card-state">{t('summary.staleText')}</p>
        </div>
        <Button
          onClick={() => void summaries.start([summary.meetingId], againOf(summary, writers, templates))}
        >
          {t('summary.again')}
        </Button>
      </div>
    </section>
  );
}
