import { useRef, type MouseEvent, type RefObject } from 'react';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { placeUnder, selectionIn } from './places.ts';
import { wordAt } from './words.ts';

/** A click plays the word; while one writes, it puts the caret there, and with Alt it plays. A double click begins to write. */
export function useClicks(
  list: RefObject<HTMLElement | null>,
  segments: readonly Segment[],
  meetingId: string,
  isPlayable: boolean,
  isFixed: boolean,
) {
  const { player, editing } = useStores();
  const wasPlaying = useRef(false);

  const onClick = ({ target, clientX, clientY, altKey, detail }: MouseEvent) => {
    const root = list.current;
    const isWord = target instanceof Element && target.closest('[data-segment]') !== null;
    // Whoever selects does not want to listen.
    if (!isWord || !root || getSelection()?.isCollapsed === false) return;
    const place = placeUnder(root, clientX, clientY);
    if (!place) return;
    const { at } = editing.store.getState();
    if (at && !altKey) {
      if (at.segmentId !== place.segmentId) editing.enter(place);
      return;
    }
    if (detail === 1) wasPlaying.current = player.store.getState().isPlaying;
    const segment = segments.find(({ id }) => id === place.segmentId);
    const word = segment && wordAt(segment, place.offset);
    if (word && isPlayable) void player.play(meetingId, word.startMs);
  };
  const onPointerDown = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    currentTarget.dataset.byMouse = '';
  };
  const onDoubleClick = ({ altKey }: MouseEvent) => {
    const selection = list.current && selectionIn(list.current);
    if (isFixed || altKey || !selection || editing.store.getState().at) return;
    // The first of the two clicks has begun to play.
    if (!wasPlaying.current) player.pause();
    const { from, to } = selection;
    const isOne = from.segmentId === to.segmentId;
    editing.enter(from, isOne ? to.offset : from.offset);
  };
  return { onPointerDown, onClick, onDoubleClick };
}
