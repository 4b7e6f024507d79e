import type { Proposal, Segment } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { clock } from '../player/clock.ts';

const textOf = (segments: readonly Segment[]) => segments.map(({ text }) => text.trim()).join(' ');

interface ProposalCardProps {
  meetingId: string;
  proposal: Proposal;
  isPlayable: boolean;
}

/** What another run made of a span, beside what is there, until a person chooses. */
export function ProposalCard({ meetingId, proposal, isPlayable }: ProposalCardProps) {
  const { transcripts, player } = useStores();
  const { t } = useLocale();
  const { id, startMs, endMs, before, after, provenance } = proposal;
  const title = t('transcript.proposal', { from: clock(startMs, endMs), to: clock(endMs) });
  const sides = [
    [t('transcript.before'), textOf(before)],
    [t('transcript.after', { name: provenance.modelName }), textOf(after)],
  ] as const;
  return (
    <section className="proposal" aria-label={title}>
      <h2>{title}</h2>
      <div className="proposal-sides">
        {sides.map(([name, text]) => (
          <div key={name}>
            <h3>{name}</h3>
            <p className="selectable" dir="auto">
              {text === '' ? <i>{t('transcript.nothing')}</i> : text}
            </p>
          </div>
        ))}
      </div>
      <div className="proposal-actions">
        {isPlayable && (
          <Button onClick={() => void player.play(meetingId, startMs)}>{t('player.play')}</Button>
        )}
        <Button onClick={() => void transcripts.reject(id)}>{t('transcript.reject')}</Button>
        <Button look="main" onClick={() => void transcripts.accept(id)}>
          {t('transcript.accept')}
        </Button>
      </div>
    </section>
  );
}
