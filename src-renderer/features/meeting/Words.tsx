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
import { SummaryPage } from '../summary/SummaryPage.tsx';
import { SummaryTools } from '../summary/SummaryTools.tsx';
import { Review } from '../transcript/Review.tsx';
import { TranscriptPage } from '../transcript/TranscriptPage.tsx';
import { TranscriptTools } from '../transcript/TranscriptTools.tsx';
import { ConflictPage } from './ConflictPage.tsx';
import { useWords } from './use-words.ts';
import { tabs as all } from './words.ts';
import './words.css';

interface WordsProps {
  meeting: Meeting;
  isFixed: boolean;
  /** Both have room side by side; null: the window is too narrow for that. */
  isBeside: boolean | null;
}

/** What was said, what it comes to and what was written, one behind the other; or the notes beside the others. */
export function Words({ meeting, isFixed, isBeside }: WordsProps) {
  const { words } = useStores();
  const { id: meetingId } = meeting;
  const isReady = useSound(meetingId)?.audio?.state === 'ready';
  const isFinding = useFind((state) => state.isOpen);
  const own = useWords(meetingId);
  const id = useId();
  const { t } = useLocale();
  const tabs = all.filter((name) => name !== 'notes' || isBeside !== true);
  const tab = isBeside === true && own.tab === 'notes' ? 'transcript' : own.tab;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    const by = event.key === 'ArrowLeft' ? -1 : 1;
    const next = tabs.at((tabs.indexOf(tab) + by) % tabs.length) ?? tab;
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
            <div role="tablist" className="words-tabs" aria-label={t('meeting.words')} onKeyDown={onKeyDown}>
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
            {tab === 'transcript' && <TranscriptTools meetingId={meetingId} isFixed={isFixed} />}
            {tab === 'summary' && <SummaryTools meetingId={meetingId} isFixed={isFixed} />}
            {tab === 'notes' && <NotesTools meetingId={meetingId} isFixed={isFixed} />}
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
          {tab === 'transcript' && <Review meetingId={meetingId} isPlayable={isReady} isFixed={isFixed} />}
        </div>
      )}
      <div
        id={`${id}-panel`}
        className="words-panel"
        role={own.hasTabs ? 'tabpanel' : undefined}
        aria-labelledby={own.hasTabs ? `${id}-${tab}` : undefined}
        // Whoever writes is not taken away from it, whatever comes in.
        onFocus={() => {
          if (isBeside !== true) words.pick(meetingId, tab);
        }}
      >
        {tab === 'transcript' ? (
          <TranscriptPage meetingId={meetingId} isPlayable={isReady} isFixed={isFixed} />
        ) : tab === 'summary' ? (
          <SummaryPage meetingId={meetingId} isPlayable={isReady} isFixed={isFixed} />
        ) : own.hasConflict ? (
          <ConflictPage id={meetingId} />
        ) : (
          <Notes meeting={meeting} isFixed={isFixed} />
        )}
      </div>
    </section>
  );
}
