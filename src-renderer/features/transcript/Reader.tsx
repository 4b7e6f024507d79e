import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, type MouseEvent } from 'react';
import type { Segment, Transcript } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { ParagraphRow } from './ParagraphRow.tsx';
import { toParagraphs, type Paragraph } from './paragraphs.ts';
import { useOffset } from './use-offset.ts';
import { useSelectedSpan } from './use-selected-span.ts';
import { useSpokenWord } from './use-spoken-word.ts';

interface ReaderProps {
  transcript: Transcript;
  segments: readonly Segment[];
  meetingId: string;
  isPlayable: boolean;
  isFixed: boolean;
}

const LINE = 26;
const LETTERS_A_LINE = 76;
const GAP = 16;

const heightOf = (paragraph: Paragraph | undefined) => {
  const letters = paragraph?.words.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
  return Math.ceil(letters / LETTERS_A_LINE) * LINE + GAP;
};

/** The words, with their times in the margin; of hours only what is in sight is drawn. A click on a word plays from there. */
export function Reader({ transcript, segments, meetingId, isPlayable, isFixed }: ReaderProps) {
  const { player } = useStores();
  const list = useRef<HTMLUListElement>(null);
  const { t } = useLocale();
  const { language, provenance } = transcript;
  const lang = provenance.options.translate ? 'en' : language;
  const paragraphs = useMemo(() => toParagraphs(segments, lang), [segments, lang]);
  const offset = useOffset(list);
  const virtualizer = useVirtualizer({
    count: paragraphs.length,
    getScrollElement: () => list.current?.closest('.meeting-sheet') ?? null,
    estimateSize: (index) => heightOf(paragraphs[index]),
    getItemKey: (index) => paragraphs[index]?.id ?? index,
    overscan: 6,
    scrollMargin: offset,
  });
  const bringIn = useCallback(
    (index: number) => {
      virtualizer.scrollToIndex(index, { align: 'center' });
    },
    [virtualizer],
  );
  useSpokenWord(list, paragraphs, meetingId, bringIn);
  useSelectedSpan(list);
  const wholeMs = paragraphs.at(-1)?.endMs ?? 0;

  const onClick = ({ target }: MouseEvent) => {
    const word = target instanceof Element ? target.closest<HTMLElement>('[data-start-ms]') : null;
    // Whoever selects does not want to listen.
    if (!word || !isPlayable || getSelection()?.isCollapsed === false) return;
    void player.play(meetingId, Number(word.dataset.startMs));
  };
  return (
    <ul
      ref={list}
      id="meeting-transcript"
      className="reader"
      tabIndex={0}
      aria-label={t('meeting.transcript')}
      lang={lang ?? undefined}
      data-playable={isPlayable || undefined}
      style={{ blockSize: virtualizer.getTotalSize() }}
      onClick={onClick}
    >
      {virtualizer.getVirtualItems().map(({ key, index, start }) => {
        const paragraph = paragraphs[index];
        return (
          paragraph && (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-setsize={paragraphs.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${String(start - offset)}px)` }}
            >
              <ParagraphRow
                paragraph={paragraph}
                wholeMs={wholeMs}
                meetingId={meetingId}
                transcriptId={transcript.id}
                isPlayable={isPlayable}
                isFixed={isFixed || transcript.state === 'partial'}
              />
            </li>
          )
        );
      })}
    </ul>
  );
}
