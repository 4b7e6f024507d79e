import { useEffect, type RefObject } from 'react';
import { useStores } from '../../app/context.ts';
import { isInSight, textOf } from './places.ts';
import { useTranscript } from './use-transcript.ts';

/** Brings what is to be looked at into sight; its row is drawn by then, wherever it is. */
export function useLooking(list: RefObject<HTMLElement | null>): void {
  const { transcripts } = useStores();
  const looked = useTranscript((state) => state.looked);
  useEffect(() => {
    if (!looked) return;
    let frame = 0;
    let tries = 3;
    const bringIn = () => {
      const element = list.current && textOf(list.current, looked.segmentId);
      if (!element || !list.current || isInSight(list.current, element.getBoundingClientRect())) return;
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
