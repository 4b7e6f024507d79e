import { useEffect, type RefObject } from 'react';
import { useStores } from '../../app/context.ts';
import { isInSight, textOf } from './places.ts';
import { useTranscript } from './use-transcript.ts';

/** So many frames: a transcript that has just come into sight draws its rows once it is measured. */
const MOST_WAITS = 60;

/** Brings what is to be looked at into sight; its row is drawn wherever it is. */
export function useLooking(list: RefObject<HTMLElement | null>): void {
  const { transcripts } = useStores();
  const looked = useTranscript((state) => state.looked);
  useEffect(() => {
    if (!looked) return;
    let frame = 0;
    let tries = 3;
    let waits = MOST_WAITS;
    const bringIn = () => {
      const element = list.current && textOf(list.current, looked.segmentId);
      if (!element) {
        waits -= 1;
        if (waits > 0) frame = requestAnimationFrame(bringIn);
        return;
      }
      if (!list.current || isInSight(list.current, element.getBoundingClientRect())) return;
      element.scrollIntoView({ block: 'center' });
      // What is drawn on the way there may be higher than was thought.
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
