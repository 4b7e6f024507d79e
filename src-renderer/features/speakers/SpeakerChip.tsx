import { useEffect, useId, useRef, useState } from 'react';
import type { Speaker } from '../../../src-main/contract/speaker.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { SpeakerCard } from './SpeakerCard.tsx';
import type { Talk } from './talk.ts';
import { colourOf, useSpeakerName } from './use-speakers.ts';

interface SpeakerChipProps {
  speaker: Speaker;
  talk: Talk | undefined;
  isFixed: boolean;
  /** Added just now, to be named. */
  isNew: boolean;
}

/** A chip, and the card that it opens. */
export function SpeakerChip({ speaker, talk, isFixed, isNew }: SpeakerChipProps) {
  const [isOpen, setOpen] = useState(false);
  const chip = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const cardId = useId();
  const { t, format } = useLocale();
  const name = useSpeakerName()(speaker);
  const label = t('speakers.card', { name });
  useEffect(() => {
    if (isNew) chip.current?.click();
  }, [isNew]);
  return (
    <>
      <button
        ref={chip}
        type="button"
        className="speaker-chip"
        popoverTarget={cardId}
        aria-haspopup="dialog"
        title={name}
        style={colourOf(speaker)}
      >
        <span className="speaker-dot" />
        <span className="speaker-chip-name" dir="auto">
          {name}
        </span>
        {talk && <span className="speaker-share tabular">{format.percent(talk.share)}</span>}
      </button>
      <div
        ref={card}
        id={cardId}
        popover="auto"
        role="dialog"
        aria-label={label}
        className="menu speaker-card"
        onBeforeToggle={({ newState }) => {
          if (newState === 'open') setOpen(true);
        }}
        onToggle={({ newState, currentTarget }) => {
          if (newState === 'closed') setOpen(false);
          else currentTarget.querySelector<HTMLElement>('input, button')?.focus();
        }}
      >
        {isOpen && (
          <SpeakerCard
            speaker={speaker}
            talk={talk}
            isFixed={isFixed}
            close={() => card.current?.hidePopover()}
          />
        )}
      </div>
    </>
  );
}
