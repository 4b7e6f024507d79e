import type { NameProposal } from '../../../src-main/contract/names.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { colourOf, useSpeaker, useSpeakerName } from '../speakers/use-speakers.ts';
import { Quote } from './Quote.tsx';

/** Those that come first say enough. */
const MOST_QUOTES = 3;

/** Who may be who, how sure that is, and the words that tell. */
export function NameRow({ meetingId, proposal }: { meetingId: string; proposal: NameProposal }) {
  const { names } = useStores();
  const speaker = useSpeaker(proposal.speakerId);
  const nameOf = useSpeakerName();
  const { t } = useLocale();
  if (!speaker) return null;
  const { id, name, confidence, evidence } = proposal;
  const who = nameOf(speaker);
  return (
    <li className="name-row" style={colourOf(speaker)}>
      <div className="name-line">
        <p className="name-words">
          <span className="speaker-dot" />
          <span className="name-who">{who}</span>
          <span aria-hidden="true">→</span>
          <span className="visually-hidden">{t('names.maybe')}</span>
          <strong dir="auto">{name}</strong>
          <span className="name-sure">{t(`names.${confidence}`)}</span>
        </p>
        <div className="name-actions">
          <Button
            aria-label={t('names.rejectThis', { name, who })}
            data-peer="reject-name"
            onClick={() => void names.reject(id)}
          >
            {t('names.reject')}
          </Button>
          <Button
            look="main"
            aria-label={t('names.acceptThis', { name, who })}
            data-peer="accept-name"
            onClick={() => void names.accept(id)}
          >
            {t('names.accept')}
          </Button>
        </div>
      </div>
      <ul>
        {evidence.slice(0, MOST_QUOTES).map((own) => (
          <Quote key={own.segmentId} meetingId={meetingId} evidence={own} />
        ))}
      </ul>
    </li>
  );
}
