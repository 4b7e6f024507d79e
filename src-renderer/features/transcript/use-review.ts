import { useMemo } from 'react';
import { useStores } from '../../app/context.ts';
import { placeAmong, reviewItems, sameItem, segmentOf, type ReviewItem } from './review-items.ts';
import { useTranscript } from './use-transcript.ts';

/** So much is heard before and after what is to be checked. */
const AROUND_MS = 1500;

/** The places to check, the one that is looked at, and what can be done with it. */
export function useReview(meetingId: string) {
  const { transcripts, editing, player } = useStores();
  const segments = useTranscript((state) => state.segments);
  const guards = useTranscript((state) => state.guards);
  const reviewed = useTranscript((state) => state.reviewed);
  const items = useMemo(() => reviewItems(segments ?? [], guards), [segments, guards]);
  const at = placeAmong(items, reviewed);
  const item = items[at];

  const placeOf = (one: ReviewItem) => {
    const { start, end } = one;
    const id = one.segmentId ?? segmentOf(segments ?? [], one)?.id;
    return id === undefined ? null : { segmentId: id, start, end };
  };
  const look = (one: ReviewItem | undefined) => {
    if (one) transcripts.reviewAt(one, placeOf(one));
    else transcripts.look(null);
  };
  /** What is still being typed may move them. */
  const confirmWords = async (one: ReviewItem): Promise<void> => {
    if (!(await editing.flush())) return;
    const segment = transcripts.store.getState().segments?.find(({ id }) => id === one.segmentId);
    const now = segment && sameItem(reviewItems([segment], []), one);
    if (!now) return;
    const { start, end } = now;
    await editing.confirm({ id: segment.id, before: segment.text, start, end });
  };
  return {
    items,
    at,
    item,
    /** What was looked at is no place to check any more. */
    isGone: reviewed !== null && !sameItem(items, reviewed),
    look,
    go(by: 1 | -1): void {
      look(items[(at + by + items.length) % items.length]);
    },
    play(): void {
      if (!item) return;
      void player.playSpan(meetingId, Math.max(0, item.startMs - AROUND_MS), item.endMs + AROUND_MS);
    },
    async confirm(): Promise<void> {
      if (!item) return;
      if (item.guard) await transcripts.settle(item.guard, true);
      else await confirmWords(item);
    },
    edit(): void {
      const place = item && placeOf(item);
      if (place) {
        const isWord = item.guard === null;
        editing.enter({ segmentId: place.segmentId, offset: place.start }, isWord ? place.end : place.start);
      }
    },
  };
}
