import { Fragment, useEffect, useMemo, useRef } from 'react';
import type { Proposal, Segment } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { clock } from '../player/clock.ts';
import { compareWords } from './compare-words.ts';
import { reasonOf } from './reason.ts';
import { useTranscript } from './use-transcript.ts';
import { spaceOf } from './words.ts';

function wordsOf(segments: readonly Segment[], language: string | null): string[] {
  const space = spaceOf(language);
  return segments
    .flatMap(({ words, text }, index) => {
      const [first = text, ...others] = words.map((word) => word.text);
      return [index > 0 && !/^\s/.test(first) ? space + first : first, ...others];
    })
    .filter((word) => word.trim() !== '');
}

interface ProposalCardProps {
  meetingId: string;
  proposal: Proposal;
  isPlayable: boolean;
}

/** What another run made of a span, beside what is there, until a person chooses. */
export function ProposalCard({ meetingId, proposal, isPlayable }: ProposalCardProps) {
  const { transcripts, player } = useStores();
  const { t } = useLocale();
  const { id, startMs, endMs, before, after, guards, provenance } = proposal;
  const language = useTranscript(({ shown }) => shown?.language ?? null);
  const [removed, added] = useMemo(
    () => compareWords(wordsOf(before, language), wordsOf(after, language)),
    [before, after, language],
  );
  const card = useRef<HTMLElement>(null);
  const isWanted = useTranscript(({ wanted }) => wanted === id);
  useEffect(() => {
    if (!isWanted) return;
    transcripts.follow(false);
    card.current?.scrollIntoView({ block: 'start' });
    card.current?.focus({ preventScroll: true });
    transcripts.want(null);
  }, [isWanted, transcripts]);
  const isSame = ![...removed, ...added].some(({ isOwn }) => isOwn);
  const title = t('transcript.proposal', { from: clock(startMs, endMs), to: clock(endMs) });
  const sides = [
    [t('transcript.before'), removed, 'del'],
    [t('transcript.after', { name: provenance.modelName }), added, 'ins'],
  ] as const;
  return (
    <section ref={card} id={`proposal-${id}`} className="proposal" aria-label={title} tabIndex={-1}>
      <div role="status">
        <h2>{title}</h2>
      </div>
      {isSame && <p className="proposal-same">{t('transcript.sameWords')}</p>}
      <div className="proposal-sides">
        {sides.map(([name, stretches, Mark]) => (
          <div key={name}>
            <h3>{name}</h3>
            <p className="selectable" dir="auto">
              {stretches.length === 0 && <i>{t('transcript.nothing')}</i>}
              {stretches.map(({ text, isOwn }, index) => (
                <Fragment key={index}>
                  {/^\s*/.exec(text)?.[0]}
                  {isOwn ? <Mark>{text.trimStart()}</Mark> : text.trimStart()}
                </Fragment>
              ))}
            </p>
          </div>
        ))}
      </div>
      {guards.length > 0 && (
        <ul className="proposal-doubts" aria-label={t('transcript.review')}>
          {guards.map((guard, index) => (
            <li key={index}>
              {clock(guard.startMs, guard.endMs)} · {reasonOf(t, guard)}
            </li>
          ))}
        </ul>
      )}
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
