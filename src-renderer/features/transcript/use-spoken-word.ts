import { useEffect, type RefObject } from 'react';
import { useStores } from '../../app/context.ts';
import { useIsPlaying } from '../player/use-player.ts';
import { lastBegun, type Paragraph } from './paragraphs.ts';

/** Below the bar with the tabs. */
const HEAD = 60;
const FOOT = 32;

const scrollKeys = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown']);

/**
 * Marks the word that is being said, past React, since it changes many times a second, and keeps it in sight. Whoever
 * scrolls away is left alone until that word comes into sight again.
 */
export function useSpokenWord(
  list: RefObject<HTMLElement | null>,
  paragraphs: readonly Paragraph[],
  meetingId: string,
  bringIn: (index: number) => void,
): void {
  const { player } = useStores();
  const isPlaying = useIsPlaying(meetingId);
  useEffect(() => {
    const root = list.current;
    const scroller = root?.closest('.meeting-sheet');
    if (!isPlaying || !root || !scroller) return;
    let frame = 0;
    let marked: Element | null = null;
    let place = '';
    let isFollowing = true;

    const follow = (word: Element | undefined, index: number) => {
      if (!word) {
        if (isFollowing) bringIn(index);
        return;
      }
      const { top, bottom } = word.getBoundingClientRect();
      const view = scroller.getBoundingClientRect();
      const isSeen = top > view.top + HEAD && bottom < view.bottom - FOOT;
      if (isSeen) isFollowing = true;
      else if (isFollowing) {
        const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
        word.scrollIntoView({ block: 'center', behavior: isStill ? 'instant' : 'smooth' });
      }
    };
    const move = () => {
      frame = requestAnimationFrame(move);
      const ms = player.exactMs(meetingId);
      const index = lastBegun(paragraphs, ms);
      const at = lastBegun(paragraphs[index]?.words ?? [], ms);
      const now = `${String(index)} ${String(at)}`;
      // A row that was scrolled away and back is another element.
      if (index < 0 || (now === place && marked?.isConnected)) return;
      const word = root.querySelector(`[data-index="${String(index)}"] .para-text`)?.children[at];
      marked?.removeAttribute('data-spoken');
      word?.setAttribute('data-spoken', '');
      marked = word ?? null;
      if (now !== place) follow(word, index);
      place = now;
    };
    const leave = () => {
      isFollowing = false;
    };
    const leaveByKey = ({ key }: Event & { key?: string }) => {
      if (scrollKeys.has(key ?? '')) leave();
    };
    move();
    scroller.addEventListener('wheel', leave, { passive: true });
    scroller.addEventListener('touchmove', leave, { passive: true });
    scroller.addEventListener('keydown', leaveByKey);
    return () => {
      cancelAnimationFrame(frame);
      marked?.removeAttribute('data-spoken');
      scroller.removeEventListener('wheel', leave);
      scroller.removeEventListener('touchmove', leave);
      scroller.removeEventListener('keydown', leaveByKey);
    };
  }, [list, paragraphs, meetingId, bringIn, isPlaying, player]);
}
