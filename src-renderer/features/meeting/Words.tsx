import { useId, type KeyboardEvent } from 'react';
import type { Meeting } from '../../../src-main/contract/meetings.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { FindBar } from '../find/FindBar.tsx';
import { useFind } from '../find/use-find.ts';
import { FoundBar } from '../found/FoundBar.tsx';
import { Notes } from '../notes/Notes.tsx';
import { NotesTools } from '../notes/NotesTools.tsx';
import { PlayButton } from '../player/PlayButton.tsx';
import { useSound } from '../player/use-player.ts';
import { TranscriptPage } from '../transcript/TranscriptPage.tsx';
import { TranscriptTools } from '../transcript/TranscriptTools.tsx';
import { ConflictPage } from './ConflictPage.tsx';
import { useWords } from './use-words.ts';
import './words.css';

const tabs = ['transcript', 'notes'] as const;

interface WordsProps {
  meeting: Meeting;
  isFixed: boolean;
  /** Both have room side by side; null: the window is too narrow for that. */
  isBeside: boolean | null;
}

/** What was said and what was written, one behind the other, or the former alone where the latter stands beside it. */
export function Words({ meeting, isFixed, isBeside }: WordsProps) {
  const { words } = useStores();
  const { id: meetingId } = meeting;
  const isReady = useSound(meetingId)?.audio?.state === 'ready';
  const isFinding = useFind((state) => state.isOpen);
  const own = useWords(meetingId);
  const id = useId();
  const { t } = useLocale();
  const hasTabs = own.hasTabs && isBeside !== true;
  const tab = isBeside === true ? 'transcript' : own.tab;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    const next = tab === 'notes' ? 'transcript' : 'notes';
    words.pick(meetingId, next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <section className="words">
      {own.hasTabs && (
        <div className="words-bar">
          <div className="words-line">
            {isReady && (
              <div className="words-play">
                <PlayButton meetingId={meetingId} />
              </div>
            )}
            {hasTabs ? (
              <div
                role="tablist"
                className="words-tabs"
                aria-label={t('meeting.words')}
                onKeyDown={onKeyDown}
              >
                {tabs.map((name) => (
                  <button
                    key={name}
                    type="button"
                    role="tab"
                    id={`${id}-${name}`}
                    className="words-tab"
                    aria-selected={name === tab}
                    aria-controls={`${id}-panel`}
                    tabIndex={name === tab ? 0 : -1}
                    onClick={() => {
                      words.pick(meetingId, name);
                    }}
                  >
                    {t(`meeting.${name}`)}
                  </button>
                ))}
              </div>
            ) : (
              <h2 className="words-head">{t('meeting.transcript')}</h2>
            )}
            {tab === 'transcript' ? (
              <TranscriptTools meetingId={meetingId} isFixed={isFixed} />
            ) : (
              <NotesTools meetingId={meetingId} isFixed={isFixed} />
            )}
            {isBeside === false && (
              <IconButton
                icon="columns"
                label={t('notes.beside')}
                onClick={() => {
                  words.setBeside(true);
                }}
              />
            )}
          </div>
          {tab === 'transcript' &&
            (isFinding ? <FindBar isFixed={isFixed} /> : <FoundBar meetingId={meetingId} />)}
        </div>
      )}
      <div
        id={`${id}-panel`}
        className="words-panel"
        role={hasTabs ? 'tabpanel' : undefined}
        aria-labelledby={hasTabs ? `${id}-${tab}` : undefined}
        // Whoever writes is not taken away from it, whatever comes in.
        onFocus={() => {
          if (isBeside !== true) words.pick(meetingId, tab);
        }}
      >
        {tab === 'transcript' ? (
          <TranscriptPage meetingId={meetingId} isPlayable={isReady} isFixed={isFixed} />
        ) : own.hasConflict ? (
          <ConflictPage id={meetingId} />
        ) : (
          <Notes meeting={meeting} isFixed={isFixed} />
        )}
      </div>
    </section>
  );
}
