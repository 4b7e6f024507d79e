import type { Job } from '../../../src-main/contract/jobs.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';

interface Version {
  id: string;
  version: number;
}

interface ReadyCardProps {
  job: Job;
  shown: Version;
  newer: Version;
  onChoose: (id: string) => void;
}

/** What a job made lies beside the version that is shown, until a person chooses. */
export function ReadyCard({ job, shown, newer, onChoose }: ReadyCardProps) {
  const { queue } = useStores();
  const { t } = useLocale();
  const choose = (id: string) => {
    void queue.dismiss([job.id]);
    if (id !== shown.id) onChoose(id);
  };
  return (
    <section
      id={`ready-${newer.id}`}
      className="job-card"
      aria-label={t('transcript.ready', { version: newer.version })}
    >
      <div className="job-card-line">
        <div className="job-card-words">
          <p className="job-card-title" role="status">
            {t('transcript.ready', { version: newer.version })}
          </p>
          <p className="job-card-state">{t('transcript.readyText', { version: shown.version })}</p>
        </div>
        <Button
          onClick={() => {
            choose(shown.id);
          }}
        >
          {t('transcript.keep', { version: shown.version })}
        </Button>
        <Button
          look="main"
          onClick={() => {
            choose(newer.id);
          }}
        >
          {t('transcript.show', { version: newer.version })}
        </Button>
      </div>
    </section>
  );
}
