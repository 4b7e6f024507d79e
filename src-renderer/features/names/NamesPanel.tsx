import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { hasEnded, isOfNames } from '../queue/states.ts';
import { useJobOf, useQueue } from '../queue/use-queue.ts';
import { JobCard } from '../transcript/JobCard.tsx';
import { NameRow } from './NameRow.tsx';
import { useNames } from './use-names.ts';
import './names.css';

/** What was found, each to be accepted or rejected; how far the search is where it takes its time. */
export function NamesPanel({ meetingId }: { meetingId: string }) {
  const { names } = useStores();
  const { proposals, isOpen, ...state } = useNames((all) => all);
  const job = useJobOf(meetingId, isOfNames);
  const queue = useQueue();
  const { t } = useLocale();
  if (state.meetingId !== meetingId) return null;
  const isHeld = job?.state === 'queued' && (queue.isPaused || queue.waitsFor !== null || job.error !== null);
  const isLong = job?.state === 'running' && job.totalMs !== null;
  if (job && (isHeld || isLong || job.state === 'failed')) return <JobCard job={job} />;
  if (!isOpen || (job && !hasEnded(job))) return null;
  return (
    <section className="names" aria-label={t('names.label')}>
      <div className="names-head">
        <p className="names-about" role="status">
          {t(proposals.length > 0 ? 'names.text' : 'names.none')}
        </p>
        <IconButton
          icon="close"
          label={t('common.close')}
          onClick={() => {
            names.show(false);
          }}
        />
      </div>
      {proposals.length > 0 && (
        <>
          <ul>
            {proposals.map((proposal) => (
              <NameRow key={proposal.id} meetingId={meetingId} proposal={proposal} />
            ))}
          </ul>
          <button type="button" className="transcript-tool" onClick={() => void names.suggest(meetingId)}>
            {t('names.again')}
          </button>
        </>
      )}
    </section>
  );
}
