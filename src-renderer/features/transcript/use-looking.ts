import { useEffect, type RefObject } from 'react';
import { useStores } from '../../app/context.ts';
import { isInSight, textOf } from './places.ts';
import { useTranscript } from './use-transcript.ts';

/** So many frames: a transcript that has just come into sight draws its rows once it is measured. */
const MOST_WAITS = 60;

/** So many frames: what is drawn on the way there may be higher than was thought, and is measured a moment later. */
const MOST_TRIES = 12;

/** Brings what is to be looked at into sight; its row is drawn wherever it is. */
export function useLooking(list: RefObject<HTMLElement | null>): void {
  const { transcripts } = useStores();
  const looked = useTranscript((state) => state.looked);
  useEffect(() => {
    if (!looked) return;
    let frame = 0;
    let tries = MOST_TRIES;
    let waits = MOST_WAITS;
    const bringIn = () => {
      const element = list.current && textOf(list.current, looked.segmentId);
      if (!list.current || !element) {
        waits -= 1;
        if (waits > 0) frame = requestAnimationFrame(bringIn);
        return;
      }
      const isThere = isInSight(list.current, element.getBoundingClientRect());
      if (isThere && tries === MOST_TRIES) return;
      if (!isThere) element.scrollIntoView({ block: 'center' });
      tries -= 1;
      if (tries > 0) frame = requestAnimationFrame(bringIn);
    };
    transcripts.follow(false);
    bringIn();
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [list, looked, transcripts]);
}
