import { useEffect, useRef } from 'react';
import type { Guard } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { clock } from '../player/clock.ts';
import { PlayFrom } from './PlayFrom.tsx';
import { reasonOf } from './reason.ts';
import { useReview } from './use-review.ts';
import { useTranscript } from './use-transcript.ts';

interface ReviewProps {
  meetingId: string;
  isPlayable: boolean;
  isFixed: boolean;
}

/** The spans that a person should look at, each with its reason; the one of the walk stays in sight. */
export function Review({ meetingId, isPlayable, isFixed }: ReviewProps) {
  const guards = useTranscript((state) => state.guards);
  const isOpen = useTranscript((state) => state.isReviewing && state.meetingId === meetingId);
  const current = useReview(meetingId).item?.guard?.id;
  const box = useRef<HTMLElement>(null);
  const { t } = useLocale();
  useEffect(() => {
    const row = box.current?.querySelector('[aria-current]')?.getBoundingClientRect();
    const view = box.current?.getBoundingClientRect();
    if (row && view && (row.top < view.top || row.bottom > view.bottom))
      box.current?.scrollBy({ top: row.top - view.top });
  }, [current, isOpen]);
  if (!isOpen || guards.length === 0) return null;
  return (
    <section ref={box} className="review" aria-label={t('transcript.review')}>
      <p className="review-about">{t('transcript.reviewText')}</p>
      <ul>
        {guards.map((guard) => (
          <ReviewRow
            key={guard.id}
            guard={guard}
            isCurrent={guard.id === current}
            meetingId={meetingId}
            isPlayable={isPlayable}
            isFixed={isFixed}
          />
        ))}
      </ul>
    </section>
  );
}

interface ReviewRowProps extends ReviewProps {
  guard: Guard;
  isCurrent: boolean;
}

function ReviewRow({ guard, isCurrent, meetingId, isPlayable, isFixed }: ReviewRowProps) {
  const { transcripts, layout } = useStores();
  const transcriptId = useTranscript(({ shown }) => shown?.id ?? '');
  const { t } = useLocale();
  const { startMs, endMs, text, isSettled } = guard;
  const time = clock(startMs, endMs);
  return (
    <li className="review-row" aria-current={isCurrent || undefined} data-settled={isSettled || undefined}>
      <PlayFrom meetingId={meetingId} startMs={startMs} time={time} isPlayable={isPlayable} />
      <div className="review-words">
        <p>{reasonOf(t, guard)}</p>
        {text !== '' && (
          <p className="review-text selectable" dir="auto">
            {text}
          </p>
        )}
      </div>
      {!isFixed && (
        <div className="review-actions">
          <button
            type="button"
            className="transcript-tool"
            onClick={() => {
              layout.ask({ kind: 'redo', transcriptId, startMs, endMs });
            }}
          >
            {t('transcript.redoWith')}
            <span className="visually-hidden"> {time}</span>
          </button>
          <button
            type="button"
            className="transcript-tool"
            onClick={() => void transcripts.settle(guard, !isSettled)}
          >
            {t(isSettled ? 'transcript.unsettle' : 'transcript.settle')}
            <span className="visually-hidden"> {time}</span>
          </button>
        </div>
      )}
    </li>
  );
}
