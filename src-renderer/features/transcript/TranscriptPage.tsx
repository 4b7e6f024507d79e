import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Calm } from '../../ui/Calm.tsx';
import { hasEnded } from '../queue/states.ts';
import { useJobOf, useMakerOf } from '../queue/use-queue.ts';
import { besideShown } from '../versions/beside.ts';
import { JobCard } from './JobCard.tsx';
import { NonePage } from './NonePage.tsx';
import { ProposalCard } from './ProposalCard.tsx';
import { ReadyCard } from './ReadyCard.tsx';
import { Reader } from './Reader.tsx';
import { UnfinishedCard } from './UnfinishedCard.tsx';
import { useTranscript } from './use-transcript.ts';
import './transcript.css';

interface TranscriptPageProps {
  meetingId: string;
  isPlayable: boolean;
  isFixed: boolean;
}

/** None yet, one under way, one that failed, or the words. */
export function TranscriptPage({ meetingId, isPlayable, isFixed }: TranscriptPageProps) {
  const { transcripts } = useStores();
  const state = useTranscript((all) => all);
  const job = useJobOf(meetingId);
  const newer = besideShown(state.versions);
  const maker = useMakerOf(newer);
  const { t } = useLocale();
  if (state.meetingId !== meetingId || state.status === 'loading') return null;
  if (state.status === 'failed') {
    return (
      <Calm title={t('transcript.unread')}>
        <Button onClick={() => void transcripts.reload()}>{t('common.retry')}</Button>
      </Calm>
    );
  }
  const { shown, segments, guards, proposals } = state;
  const isUnheard = guards.some(({ reason }) => reason === 'unheard');
  const isUnderWay = job !== undefined && !hasEnded(job);
  const card = job && (isUnderWay || (job.state === 'failed' && !isFixed)) ? <JobCard job={job} /> : null;
  if (!shown) return card ?? <NonePage meetingId={meetingId} isFixed={isFixed} isPlayable={isPlayable} />;
  return (
    <>
      {card}
      {shown.state === 'partial' && !(card && job?.kind === 'transcribe') && (
        <UnfinishedCard transcript={shown} isPlayable={isPlayable} isFixed={isFixed} />
      )}
      {!isFixed && newer && maker && (
        <ReadyCard job={maker} shown={shown} newer={newer} onChoose={(id) => void transcripts.choose(id)} />
      )}
      {!isFixed &&
        proposals.map((proposal) => (
          <ProposalCard key={proposal.id} meetingId={meetingId} proposal={proposal} isPlayable={isPlayable} />
        ))}
      {segments?.length === 0 && shown.state === 'complete' && (
        <Calm
          title={t('transcript.silent')}
          text={t(isUnheard ? 'transcript.unheardText' : 'transcript.silentText')}
        />
      )}
      {segments && segments.length > 0 && (
        <Reader
          transcript={shown}
          segments={segments}
          meetingId={meetingId}
          isPlayable={isPlayable}
          isFixed={isFixed}
        />
      )}
    </>
  );
}
