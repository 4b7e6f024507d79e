import type { Speaker } from '../../../src-main/contract/speaker.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { clock } from '../player/clock.ts';
import { useSound } from '../player/use-player.ts';
import { SpeakerField } from './SpeakerField.tsx';
import type { Talk } from './talk.ts';
import { colourOf, useSpeakerName, useSpeakers } from './use-speakers.ts';

interface SpeakerCardProps {
  speaker: Speaker;
  talk: Talk | undefined;
  isFixed: boolean;
  close: () => void;
}

const colours = [0, 1, 2, 3, 4, 5, 6, 7];

/** Name, colour, how much they say; merge with another, or remove who says nothing. */
export function SpeakerCard({ speaker, talk, isFixed, close }: SpeakerCardProps) {
  const { speakers: store, player } = useStores();
  const others = useSpeakers().filter(({ id }) => id !== speaker.id);
  const nameOf = useSpeakerName();
  const isPlayable = useSound(speaker.meetingId)?.audio?.state === 'ready';
  const { t, format } = useLocale();
  const { id, colour, meetingId } = speaker;
  const merges = others.map((other) => ({
    id: other.id,
    label: nameOf(other),
    onSelect: () => {
      close();
      void store.merge([id], other.id);
    },
  }));
  return (
    <>
      {isFixed ? <p dir="auto">{nameOf(speaker)}</p> : <SpeakerField speaker={speaker} close={close} />}
      <p className="speaker-talk tabular">
        {talk
          ? t('speakers.talk', { time: clock(talk.ms), share: format.percent(talk.share) })
          : t('speakers.silent')}
      </p>
      {!isFixed && (
        <div className="speaker-colours" role="radiogroup" aria-label={t('speakers.colour')}>
          {colours.map((one) => (
            <label key={one} style={colourOf({ ...speaker, colour: one })}>
              <input
                type="radio"
                name={`colour-${id}`}
                aria-label={t('speakers.colourNumber', { number: one + 1 })}
                checked={one === colour}
                onChange={() => void store.recolour(id, one)}
              />
              <span className="speaker-dot" />
            </label>
          ))}
        </div>
      )}
      <div className="speaker-actions">
        {talk && isPlayable && (
          <Button onClick={() => void player.playSpan(meetingId, talk.longest.startMs, talk.longest.endMs)}>
            {t('speakers.hear')}
          </Button>
        )}
        {!isFixed && merges.length > 0 && (
          <Menu className="button" label={t('speakers.merge')} groups={[merges]}>
            {t('speakers.merge')}
          </Menu>
        )}
        {!isFixed && !talk && (
          <Button
            onClick={() => {
              close();
              void store.remove(id);
            }}
          >
            {t('speakers.remove')}
          </Button>
        )}
      </div>
    </>
  );
}
