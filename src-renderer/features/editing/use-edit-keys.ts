import type { KeyboardEvent } from 'react';
import { isBlank } from '../../../src-main/contract/common.ts';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { removeSelected } from '../../app/insert-text.ts';
import { placeUnder } from '../transcript/places.ts';
import { leadOf } from '../transcript/words.ts';
import { caretIn, caretRect } from './caret.ts';

/** The keys of a text editor, over the borders of segments. What they leave alone the browser does. */
export function useEditKeys({ id, text }: Segment) {
  const { editing, speakers } = useStores();
  return (event: KeyboardEvent<HTMLElement>) => {
    const field = event.currentTarget;
    const { key, altKey, ctrlKey, metaKey, shiftKey, nativeEvent } = event;
    const caret = caretIn(field);
    if (nativeEvent.isComposing || !caret) return;
    const length = field.textContent.length;
    const isCollapsed = caret.start === caret.end;
    const isAtStart = isCollapsed && caret.start === 0;
    const isAtEnd = isCollapsed && caret.end === length;
    const isFromRight = getComputedStyle(field).direction === 'rtl';
    const walk = (by: 1 | -1) => (editing.walk(id, by) ? true : undefined);

    const run = (): unknown => {
      // With Ctrl or Shift as well: there is no more of a word to take away.
      if (key === 'Backspace' && isAtStart) return editing.join(id);
      if (key === 'Delete' && isAtEnd && !shiftKey) return editing.joinNext(id);
      if (altKey && shiftKey) {
        if (key === 'ArrowLeft' || key === 'ArrowRight')
          return editing.moveBoundary(id, (key === 'ArrowLeft') === !isFromRight ? 'back' : 'on');
        return undefined;
      }
      if (altKey && !ctrlKey && !metaKey) {
        const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
        const speaker = digit && speakers.store.getState().speakers[Number(digit) - 1];
        return speaker ? editing.assign([id], speaker.id) : undefined;
      }
      if (ctrlKey || metaKey || altKey) return undefined;
      if (key === 'Enter') {
        if (!isCollapsed) removeSelected();
        // There is no such thing as an empty segment.
        if (isBlank(field.textContent.slice(caret.start))) return editing.walk(id, 1);
        if (isBlank(field.textContent.slice(0, caret.start))) return true;
        return editing.split({ segmentId: id, offset: leadOf(text) + caret.start });
      }
      if (key === 'Escape') {
        getSelection()?.removeAllRanges();
        editing.leave();
        document.getElementById('meeting-transcript')?.focus({ preventScroll: true });
        return true;
      }
      if (shiftKey) return undefined;
      if (key === (isFromRight ? 'ArrowRight' : 'ArrowLeft') && isAtStart) return walk(-1);
      if (key === (isFromRight ? 'ArrowLeft' : 'ArrowRight') && isAtEnd) return walk(1);
      if (key === 'ArrowUp' || key === 'ArrowDown') return step(field, key === 'ArrowUp' ? -1 : 1);
      return undefined;
    };
    /** To the line above or below, where that is another segment's. */
    const step = (own: HTMLElement, by: 1 | -1): unknown => {
      const root = own.closest('.reader');
      const { left, top, bottom } = caretRect(own);
      const lines = [...own.getClientRects()];
      const isOwnNext = lines.some((line) => (by < 0 ? line.bottom <= top + 4 : line.top >= bottom - 4));
      // The next line, or the one beyond the gap and the name between two paragraphs.
      const places = [12, 24, 36, 48, 60, 72].map((far) => {
        const y = by < 0 ? top - far : bottom + far;
        return root && placeUnder(root, left, y);
      });
      const place = places.find((one) => one !== null);
      if (place && place.segmentId !== id) {
        editing.enter(place);
        return true;
      }
      return isOwnNext ? undefined : walk(by);
    };
    if (run() === undefined) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
