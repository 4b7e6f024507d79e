import { QUICK, SERVER } from '../../../src-main/contract/summaries.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Calm } from '../../ui/Calm.tsx';
import { hasEnded, isOfSummary } from '../queue/states.ts';
import { useJobOf, useMakerOf } from '../queue/use-queue.ts';
import { JobCard } from '../transcript/JobCard.tsx';
import { ReadyCard } from '../transcript/ReadyCard.tsx';
import { useTranscript } from '../transcript/use-transcript.ts';
import { besideShown } from '../versions/beside.ts';
import { ServerWarning } from './ServerWarning.tsx';
import { StaleCard } from './StaleCard.tsx';
import { SummaryText } from './SummaryText.tsx';
import { UnfinishedSummary } from './UnfinishedSummary.tsx';
import { useSummary } from './use-summary.ts';
import { useUsualWriter, useWriters } from './use-writers.ts';
import './summary.css';

interface SummaryPageProps {
  meetingId: string;
  isPlayable: boolean;
  isFixed: boolean;
}

/** None yet, one under way, one that failed, or what it says. */
export function SummaryPage({ meetingId, isPlayable, isFixed }: SummaryPageProps) {
  const { summaries } = useStores();
  const { status, shown, versions, words, ...state } = useSummary((all) => all);
  const job = useJobOf(meetingId, isOfSummary);
  const newer = besideShown(versions);
  const maker = useMakerOf(newer, 'summarize');
  const { t } = useLocale();
  if (state.meetingId !== meetingId || status === 'loading') return null;
  if (status === 'failed') {
    return (
      <Calm title={t('summary.unread')}>
        <Button onClick={() => void summaries.reload()}>{t('common.retry')}</Button>
      </Calm>
    );
  }
  const isUnderWay = job !== undefined && !hasEnded(job);
  const card = job && (isUnderWay || (job.state === 'failed' && !isFixed)) ? <JobCard job={job} /> : null;
  return (
    <>
      {card}
      {shown?.state === 'partial' && !card && <UnfinishedSummary summary={shown} isFixed={isFixed} />}
      {isUnderWay && words !== '' && (
        <p className="summary-words" dir="auto">
          {words}
        </p>
      )}
      {!isFixed && shown && newer && maker && (
        <ReadyCard job={maker} shown={shown} newer={newer} onChoose={(id) => void summaries.choose(id)} />
      )}
      {shown?.isStale && shown.state === 'complete' && !isFixed && !isUnderWay && (
        <StaleCard summary={shown} />
      )}
      {shown ? (
        <SummaryText key={shown.id} summary={shown} isPlayable={isPlayable} isFixed={isFixed} />
      ) : (
        !card && <NoSummary meetingId={meetingId} isFixed={isFixed} />
      )}
    </>
  );
}

/** One button, and the choices behind another. */
function NoSummary({ meetingId, isFixed }: { meetingId: string; isFixed: boolean }) {
  const { summaries, layout, words } = useStores();
  const hasWords = useTranscript(({ shown }) => shown?.state === 'complete');
  const writer = useUsualWriter();
  const label = useWriters().find(({ value }) => value === writer)?.label;
  const { t } = useLocale();
  if (isFixed) return <Calm title={t('summary.none')} />;
  if (!hasWords) {
    return (
      <Calm title={t('summary.none')} text={t('summary.noTranscript')}>
        <Button
          onClick={() => {
            words.pick(meetingId, 'transcript');
          }}
        >
          {t('commands.toTranscript')}
        </Button>
      </Calm>
    );
  }
  const text = writer === QUICK ? t('summary.quickText') : t('summary.writtenBy', { name: label ?? '' });
  return (
    <Calm title={t('summary.none')} text={text}>
      {writer === SERVER && <ServerWarning />}
      <div className="none-actions">
        <Button look="main" onClick={() => void summaries.start([meetingId])}>
          {t('summary.make')}
        </Button>
        <Button
          onClick={() => {
            layout.ask({ kind: 'summarize', meetingId });
          }}
        >
          {t('transcript.choices')}
        </Button>
      </div>
    </Calm>
  );
}
