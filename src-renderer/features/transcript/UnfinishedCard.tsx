import type { Transcript } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { useStoppedOn } from '../queue/use-queue.ts';
import { useReach } from './use-reach.ts';

interface UnfinishedCardProps {
  transcript: Transcript;
  isPlayable: boolean;
  isFixed: boolean;
}

/** The transcript that is shown ends before the sound does, and nothing is at work on it. */
export function UnfinishedCard({ transcript, isPlayable, isFixed }: UnfinishedCardProps) {
  const { queue, layout } = useStores();
  const stopped = useStoppedOn(transcript);
  const reach = useReach();
  const { t } = useLocale();
  const title = t('transcript.unfinished');
  return (
    <section className="job-card" aria-label={title}>
      <div className="job-card-line">
        <div className="job-card-words">
          <p className="job-card-title" role="status">
            {title}
          </p>
          <p className="job-card-state tabular">
            {reach} {!isFixed && t('transcript.unfinishedText')}
          </p>
        </div>
        {!isFixed &&
          isPlayable &&
          (stopped && !transcript.isEdited ? (
            <Button look="main" onClick={() => void queue.retry([stopped.id])}>
              {t('transcript.goOn')}
            </Button>
          ) : (
            <Button
              onClick={() => {
                layout.ask({ kind: 'transcribe', meetingId: transcript.meetingId });
              }}
            >
              {t('transcript.again')}
            </Button>
          ))}
      </div>
    </section>
  );
}
