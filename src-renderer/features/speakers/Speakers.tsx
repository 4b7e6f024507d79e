import { useState } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { NamesPanel } from '../names/NamesPanel.tsx';
import { SuggestNames } from '../names/SuggestNames.tsx';
import { useTranscript } from '../transcript/use-transcript.ts';
import { SpeakerChip } from './SpeakerChip.tsx';
import { useSpeakers } from './use-speakers.ts';
import { useTalk } from './use-talk.ts';
import './speakers.css';

/** So many are seen at once, for the sake of the words below. */
const FEW = 8;

/** Who speaks in this meeting, and how much of it. */
export function Speakers({ meetingId, isFixed }: { meetingId: string; isFixed: boolean }) {
  const { speakers: store } = useStores();
  const speakers = useSpeakers();
  const hasWords = useTranscript((state) => state.meetingId === meetingId && state.shown !== null);
  const talk = useTalk();
  /** Who was there when somebody was added. */
  const [before, setBefore] = useState<readonly string[] | null>(null);
  const added = before && speakers.find(({ id }) => !before.includes(id));
  const isUnnamed = speakers.some(({ id, name }) => name === '' && talk.has(id));
  const isComplete = useTranscript(({ shown }) => shown?.state === 'complete');
  const [isWhole, setWhole] = useState(false);
  const { t } = useLocale();
  const isLong = speakers.length > FEW;
  const seen = isLong && !isWhole ? speakers.slice(0, FEW - 1) : speakers;
  if (speakers.length === 0 && (!hasWords || isFixed)) return null;
  return (
    <section className="speakers" aria-label={t('speakers.label')}>
      {(added && !seen.includes(added) ? [...seen, added] : seen).map((speaker) => (
        <SpeakerChip
          key={speaker.id}
          speaker={speaker}
          talk={talk.get(speaker.id)}
          isFixed={isFixed}
          isNew={speaker === added}
        />
      ))}
      {isLong && (
        <button
          type="button"
          className="speaker-add"
          aria-expanded={isWhole}
          onClick={() => {
            setWhole(!isWhole);
          }}
        >
          {isWhole ? t('speakers.fewer') : t('speakers.all', { count: speakers.length })}
        </button>
      )}
      {!isFixed && hasWords && (
        <button
          type="button"
          className="speaker-add"
          onClick={() => {
            setBefore(speakers.map(({ id }) => id));
            void store.add(meetingId);
          }}
          title={t('speakers.addHint')}
        >
          <Icon name="plus" />
          {t('speakers.add')}
        </button>
      )}
      {!isFixed && isUnnamed && isComplete && <SuggestNames meetingId={meetingId} />}
      {!isFixed && <NamesPanel meetingId={meetingId} />}
    </section>
  );
}
