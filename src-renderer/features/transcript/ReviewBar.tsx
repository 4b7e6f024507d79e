import { useCallback, useEffect, useRef } from 'react';
import { useStores } from '../../app/context.ts';
import { isTyping } from '../../app/is-typing.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { useReview } from './use-review.ts';

/** Where single keys are meant for the review. */
const near = '#meeting-transcript, .reader-bar, .review, .transcript-tools';

interface ReviewBarProps {
  meetingId: string;
  isPlayable: boolean;
  isFixed: boolean;
}

/** From one place to check to the next, by its buttons or by single keys. */
export function ReviewBar({ meetingId, isPlayable, isFixed }: ReviewBarProps) {
  const review = useReview(meetingId);
  const { items, at, item, isGone } = review;
  const { transcripts } = useStores();
  const { t } = useLocale();
  const latest = useRef(review);
  const end = useCallback(() => {
    transcripts.review(false);
    document.getElementById('meeting-transcript')?.focus({ preventScroll: true });
  }, [transcripts]);
  useEffect(() => {
    latest.current = review;
  });
  // What is marked is what the bar tells of: at first, and where that is settled or removed, by whomever.
  useEffect(() => {
    latest.current.look(latest.current.item);
  }, [isGone]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      if (event.defaultPrevented || ctrlKey || metaKey || altKey || isTyping(target)) return;
      if (document.querySelector('dialog[open], :popover-open')) return;
      // Elsewhere one may believe to be typing.
      const isHere = target === document.body || (target instanceof Element && target.closest(near));
      if (!isHere) return;
      const { go, play, confirm, edit } = latest.current;
      const keys: Record<string, (() => unknown) | undefined> = {
        Escape: end,
        n: () => {
          go(1);
        },
        p: () => {
          go(-1);
        },
        r: isPlayable ? play : undefined,
        c: isFixed ? undefined : confirm,
        e: isFixed ? undefined : edit,
      };
      const run = keys[key];
      if (!run) return;
      event.preventDefault();
      void run();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [isPlayable, isFixed, end]);
  return (
    <div className="reader-bar" role="toolbar" aria-label={t('review.label')}>
      {item ? (
        <>
          <p className="reader-bar-text tabular" role="status">
            {t('review.at', { at: at + 1, total: items.length })}
          </p>
          <IconButton icon="up" label={t('review.previous')} onClick={() => review.go(-1)} />
          <IconButton icon="chevron" label={t('review.next')} onClick={() => review.go(1)} />
          {isPlayable && <IconButton icon="play" label={t('review.play')} onClick={review.play} />}
          {!isFixed && (
            <>
              <IconButton icon="check" label={t('review.confirm')} onClick={() => void review.confirm()} />
              <IconButton icon="edit" label={t('review.edit')} onClick={review.edit} />
            </>
          )}
        </>
      ) : (
        <p className="reader-bar-text" role="status">
          {t('transcript.reviewed')}
        </p>
      )}
      <IconButton icon="close" label={t('review.end')} onClick={end} />
    </div>
  );
}
