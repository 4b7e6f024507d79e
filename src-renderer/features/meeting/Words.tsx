import { useId, useState, type KeyboardEvent } from 'react';
import type { Meeting } from '../../../src-main/contract/meetings.ts';
import { useList, useOpen } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { FindBar } from '../find/FindBar.tsx';
import { useFind } from '../find/use-find.ts';
import { FoundBar } from '../found/FoundBar.tsx';
import { useFound } from '../found/use-found.ts';
import { useSound } from '../player/use-player.ts';
import { PlayButton } from '../player/PlayButton.tsx';
import { hasEnded } from '../queue/states.ts';
import { useJobOf } from '../queue/use-queue.ts';
import { TranscriptPage } from '../transcript/TranscriptPage.tsx';
import { TranscriptTools } from '../transcript/TranscriptTools.tsx';
import { useTranscript } from '../transcript/use-transcript.ts';
import { ConflictPage } from './ConflictPage.tsx';
import { Notes } from './Notes.tsx';
import './words.css';

const tabs = ['transcript', 'notes'] as const;
type Tab = (typeof tabs)[number];

/** What was said and what was written. A meeting without sound has only the latter, and no tabs. */
export function Words({ meeting, isFixed }: { meeting: Meeting; isFixed: boolean }) {
  const { id: meetingId } = meeting;
  const [picked, setPicked] = useState<Tab | null>(null);
  const theirs = useOpen((state) => state.notes.theirs);
  const hasNotes = useOpen((state) => state.notes.draft !== '');
  const isReady = useSound(meetingId)?.audio?.state === 'ready';
  const hasTranscript = useTranscript((state) => state.meetingId === meetingId && state.versions.length > 0);
  const isFinding = useFind((state) => state.isOpen);
  const isFoundSaid = useFound((state) => state.meetingId === meetingId && state.moments.length > 0);
  const isFoundWritten = useList((state) => state.hits.get(meetingId)?.notes != null);
  const job = useJobOf(meetingId);
  const id = useId();
  const { t } = useLocale();

  const isUnderWay = job !== undefined && !hasEnded(job);
  const hasTabs = isReady || hasTranscript || isUnderWay;
  // Where what is searched for is to be seen.
  const found = isFoundSaid ? 'transcript' : isFoundWritten ? 'notes' : null;
  const usual = found ?? (hasTranscript || isUnderWay || !hasNotes ? 'transcript' : 'notes');
  const tab = hasTabs && theirs === null ? (picked ?? usual) : 'notes';

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    const next = tab === 'notes' ? 'transcript' : 'notes';
    setPicked(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <section className="words">
      {hasTabs && (
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
                    setPicked(name);
                  }}
                >
                  {t(`meeting.${name}`)}
                </button>
              ))}
            </div>
            {tab === 'transcript' && <TranscriptTools meetingId={meetingId} isFixed={isFixed} />}
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
          setPicked(tab);
        }}
      >
        {tab === 'transcript' ? (
          <TranscriptPage meetingId={meetingId} isPlayable={isReady} isFixed={isFixed} />
        ) : theirs === null ? (
          <Notes meeting={meeting} isFixed={isFixed} />
        ) : (
          <ConflictPage id={meetingId} />
        )}
      </div>
    </section>
  );
}
