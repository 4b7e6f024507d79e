import type { Guard } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { clock } from '../player/clock.ts';
import { PlayFrom } from './PlayFrom.tsx';
import { reasonOf } from './reason.ts';
import { useTranscript } from './use-transcript.ts';

interface ReviewProps {
  meetingId: string;
  isPlayable: boolean;
  isFixed: boolean;
}

/** The spans that a person should look at, each with its reason. */
export function Review({ meetingId, isPlayable, isFixed }: ReviewProps) {
  const guards = useTranscript((state) => state.guards);
  const { t } = useLocale();
  if (guards.length === 0) return null;
  return (
    <section className="review" aria-label={t('transcript.review')}>
      <p className="review-about">{t('transcript.reviewText')}</p>
      <ul>
        {guards.map((guard) => (
          <ReviewRow
            key={guard.id}
            guard={guard}
            meetingId={meetingId}
            isPlayable={isPlayable}
            isFixed={isFixed}
          />
        ))}
      </ul>
    </section>
  );
}

function ReviewRow({ guard, meetingId, isPlayable, isFixed }: ReviewProps & { guard: Guard }) {
  const { transcripts, layout } = useStores();
  const transcriptId = useTranscript(({ shown }) => shown?.id ?? '');
  const { t } = useLocale();
  const { startMs, endMs, text, isSettled } = guard;
  const time = clock(startMs, endMs);
  return (
    <li className="review-row" data-settled={isSettled || undefined}>
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
