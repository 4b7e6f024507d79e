import { defaultRangeExtractor, useVirtualizer, type Range as Rows } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Segment, Transcript } from '../../../src-main/contract/transcripts.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { useEditing } from '../editing/use-editing.ts';
import { ParagraphRow } from './ParagraphRow.tsx';
import { readParagraphs, type ReadParagraph } from './paragraphs.ts';
import { ReaderBar } from './ReaderBar.tsx';
import { useClicks } from './use-clicks.ts';
import { useCopying } from './use-copying.ts';
import { useIsPrinting } from './use-is-printing.ts';
import { useLooking } from './use-looking.ts';
import { useOffset } from './use-offset.ts';
import { useReaderKeys } from './use-reader-keys.ts';
import { useSelection } from './use-selection.ts';
import { useSpokenWord } from './use-spoken-word.ts';
import { useTranscript } from './use-transcript.ts';
import { directionOf, spaceOf } from './words.ts';
import './print.css';

interface ReaderProps {
  transcript: Transcript;
  segments: readonly Segment[];
  meetingId: string;
  isPlayable: boolean;
  isFixed: boolean;
}

const LINE = 26;
const LETTERS_A_LINE = 72;
const GAP = 12;
const TURN_GAP = 8;

const heightOf = (paragraph: ReadParagraph | undefined) =>
  Math.ceil((paragraph?.letters ?? 0) / LETTERS_A_LINE) * LINE + GAP + (paragraph?.isTurn ? TURN_GAP : 0);

/** The words, with who says them in the margin; of hours only what is in sight is drawn. A click on a word plays from there. */
export function Reader({ transcript, segments, meetingId, isPlayable, isFixed }: ReaderProps) {
  const list = useRef<HTMLUListElement>(null);
  const { t } = useLocale();
  const { language, provenance } = transcript;
  const lang = provenance.options.translate ? 'en' : language;
  const paragraphs = useParagraphs(segments);
  const rowOf = useMemo(
    () => new Map(paragraphs.flatMap(({ segments: own }, row) => own.map(({ id }) => [id, row] as const))),
    [paragraphs],
  );
  const offset = useOffset(list);
  const isPrinting = useIsPrinting();
  const selection = useTranscript((state) => state.selection);
  const looked = useTranscript((state) => state.looked);
  const edited = useEditing((state) => state.at);
  // What holds the selection or the caret is there wherever one has scrolled to.
  const kept = [selection?.from, selection?.to, looked, edited].map((one) => rowOf.get(one?.segmentId ?? ''));
  const rowsOf = (range: Rows) => {
    if (isPrinting) return paragraphs.map((_, row) => row);
    const rows = new Set([...defaultRangeExtractor(range), ...kept.filter((row) => row !== undefined)]);
    return [...rows].sort((one, other) => one - other);
  };
  const virtualizer = useVirtualizer({
    count: paragraphs.length,
    getScrollElement: () => list.current?.closest('.meeting-sheet') ?? null,
    estimateSize: (index) => heightOf(paragraphs[index]),
    getItemKey: (index) => paragraphs[index]?.id ?? index,
    // Asked for at once, a height makes the browser lay out all there is; the observer tells it a moment later.
    measureElement: (element, entry, { indexFromElement, measurementsCache }) => {
      const index = indexFromElement(element);
      const size = entry?.borderBoxSize[0]?.blockSize ?? measurementsCache[index]?.size;
      return Math.round(size ?? heightOf(paragraphs[index]));
    },
    rangeExtractor: rowsOf,
    overscan: 4,
    scrollMargin: offset,
  });
  const bringIn = useCallback(
    (segmentId: string) => {
      const row = rowOf.get(segmentId);
      if (row !== undefined) virtualizer.scrollToIndex(row, { align: 'center' });
    },
    [virtualizer, rowOf],
  );
  useSpokenWord(list, segments, meetingId, bringIn);
  useSelection(list);
  useLooking(list);
  const isStill = isFixed || transcript.state === 'partial';
  const clicks = useClicks(list, segments, meetingId, isPlayable, isStill);
  const onKeyDown = useReaderKeys(list, segments, isStill);
  const onCopy = useCopying(segments, spaceOf(lang));
  const wholeMs = paragraphs.at(-1)?.endMs ?? 0;

  return (
    <>
      <ul
        ref={list}
        id="meeting-transcript"
        className="reader"
        tabIndex={0}
        aria-label={t('meeting.transcript')}
        lang={lang ?? undefined}
        dir={directionOf(lang)}
        data-playable={isPlayable || undefined}
        style={{ blockSize: virtualizer.getTotalSize() }}
        {...clicks}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
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
                  space={spaceOf(lang)}
                  isPlayable={isPlayable}
                  isFixed={isStill}
                />
              </li>
            )
          );
        })}
      </ul>
      <ReaderBar meetingId={meetingId} space={spaceOf(lang)} isPlayable={isPlayable} isFixed={isStill} />
    </>
  );
}

/** Only those that changed are others than before. */
function useParagraphs(segments: readonly Segment[]): readonly ReadParagraph[] {
  const [known, setKnown] = useState(() => ({ segments, paragraphs: readParagraphs(segments) }));
  if (known.segments === segments) return known.paragraphs;
  const paragraphs = readParagraphs(segments, known.paragraphs);
  setKnown({ segments, paragraphs });
  return paragraphs;
}
