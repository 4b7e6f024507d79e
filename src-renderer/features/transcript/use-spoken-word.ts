import { useEffect, useRef, type RefObject } from 'react';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { useIsPlaying } from '../player/use-player.ts';
import { paint, rangeIn } from './highlights.ts';
import { lastBegun } from './paragraphs.ts';
import { isInSight, textOf } from './places.ts';
import { leadOf, wordsOf } from './words.ts';

/** Longer than the slowest double click: what was clicked stays under the pointer for the second one. */
const AFTER_CLICK_MS = 1000;
const scrollKeys = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown']);

/**
 * Marks the word that is being said, past React, since it changes many times a second, and keeps it in sight. Whoever
 * scrolls away is left alone until that word comes into sight again, or until they ask to be taken back to it.
 */
export function useSpokenWord(
  list: RefObject<HTMLElement | null>,
  segments: readonly Segment[],
  meetingId: string,
  bringIn: (segmentId: string) => void,
): void {
  const { player, transcripts } = useStores();
  const isPlaying = useIsPlaying(meetingId);
  const pressedAt = useRef(-AFTER_CLICK_MS);
  useEffect(() => {
    const root = list.current;
    const press = ({ timeStamp }: Event) => {
      pressedAt.current = timeStamp;
    };
    root?.addEventListener('pointerdown', press);
    return () => root?.removeEventListener('pointerdown', press);
  }, [list]);
  useEffect(() => {
    const root = list.current;
    const scroller = root?.closest('.meeting-sheet');
    if (!isPlaying || !root || !scroller) return;
    let frame = 0;
    let unmark = (): void => undefined;
    let marked: Range | null = null;
    let place = '';
    const isFollowing = () =>
      transcripts.store.getState().isFollowing && !document.activeElement?.matches('.edit-field');
    let wasFollowing = isFollowing();

    const follow = (segmentId: string) => {
      if (!marked) {
        if (isFollowing()) bringIn(segmentId);
        return;
      }
      const rect = marked.getBoundingClientRect();
      if (isInSight(root, rect)) transcripts.follow(true);
      else if (isFollowing() && performance.now() > pressedAt.current + AFTER_CLICK_MS) {
        const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
        const view = scroller.getBoundingClientRect();
        const by = rect.top - view.top - view.height * 0.4;
        scroller.scrollBy({ top: by, behavior: isStill ? 'instant' : 'smooth' });
      }
    };
    const move = () => {
      frame = requestAnimationFrame(move);
      const ms = player.exactMs(meetingId);
      const segment = segments[lastBegun(segments, ms)];
      if (!segment) return;
      const words = wordsOf(segment);
      const word = words[Math.max(0, lastBegun(words, ms))];
      const now = `${segment.id} ${String(word?.start)}`;
      const isAsked = isFollowing() && !wasFollowing;
      wasFollowing = isFollowing();
      // A row that was scrolled away and back is another element.
      if (now === place && marked?.startContainer.isConnected && !isAsked) return;
      unmark();
      const element = textOf(root, segment.id);
      const lead = leadOf(segment.text);
      marked = element && word ? rangeIn(element, word.start - lead, word.end - lead) : null;
      unmark = paint('spoken', [marked]);
      if (now !== place || isAsked) follow(segment.id);
      place = now;
    };
    const leave = () => {
      transcripts.follow(false);
    };
    const leaveByKey = ({ key, target }: Event & { key?: string }) => {
      const isEditing = target instanceof Element && target.matches('.edit-field');
      if (scrollKeys.has(key ?? '') && !isEditing) leave();
    };
    const leaveByBar = ({ target }: Event) => {
      if (target === scroller) leave();
    };
    move();
    scroller.addEventListener('wheel', leave, { passive: true });
    scroller.addEventListener('touchmove', leave, { passive: true });
    scroller.addEventListener('keydown', leaveByKey);
    scroller.addEventListener('pointerdown', leaveByBar);
    return () => {
      cancelAnimationFrame(frame);
      unmark();
      scroller.removeEventListener('wheel', leave);
      scroller.removeEventListener('touchmove', leave);
      scroller.removeEventListener('keydown', leaveByKey);
      scroller.removeEventListener('pointerdown', leaveByBar);
    };
  }, [list, segments, meetingId, bringIn, isPlaying, player, transcripts]);
}
