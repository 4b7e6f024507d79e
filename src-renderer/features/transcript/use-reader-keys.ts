import type { KeyboardEvent, RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { firstSeen, partsOf, textOf, type Place } from './places.ts';

/** By keys one walks over the words segment by segment: arrows select, with Shift more, Enter writes, Delete removes, digits say whose it is. */
export function useReaderKeys(
  list: RefObject<HTMLElement | null>,
  segments: readonly Segment[],
  isFixed: boolean,
) {
  const { transcripts, editing, speakers } = useStores();

  /** Whole segments, from the one where it began to the one that is reached, which may be above. */
  const select = (anchor: Segment, focus: Segment) => {
    const isUp = segments.indexOf(focus) < segments.indexOf(anchor);
    const [from, to] = isUp ? [focus, anchor] : [anchor, focus];
    // Both rows are drawn first, even where they are far away.
    flushSync(() => {
      transcripts.select({
        from: { segmentId: from.id, offset: 0 },
        to: { segmentId: to.id, offset: to.text.length },
      });
      transcripts.look({ segmentId: focus.id, start: 0, end: 0 });
    });
    const root = list.current;
    const [first, last] = [from, to].map(({ id }) => root && textOf(root, id)?.firstChild);
    if (!first || !last) return;
    const end = last.textContent?.length ?? 0;
    if (isUp) getSelection()?.setBaseAndExtent(last, end, first, 0);
    else getSelection()?.setBaseAndExtent(first, 0, last, end);
  };
  /** The ends of what is selected: where it began and what was reached last. */
  const ends = () => {
    const { selection } = transcripts.store.getState();
    if (!selection) return null;
    const { from, to } = selection;
    const isUp = getSelection()?.direction === 'backward';
    const [anchor, focus] = isUp ? [to, from] : [from, to];
    const placeOf = ({ segmentId }: Place) => segments.findIndex(({ id }) => id === segmentId);
    return { anchor: placeOf(anchor), focus: placeOf(focus) };
  };
  /** The one selected last, else the first in sight. */
  const current = (): number => {
    const selected = ends();
    if (selected) return selected.focus;
    const seen = list.current && firstSeen(list.current);
    return segments.findIndex(({ id }) => id === seen);
  };
  const write = () => {
    const { selection } = transcripts.store.getState();
    const segment = segments[current()];
    if (segment) editing.enter(selection?.from ?? { segmentId: segment.id, offset: 0 });
  };
  const assign = (digit: number) => {
    const { selection } = transcripts.store.getState();
    const speaker = speakers.store.getState().speakers[digit - 1];
    if (!selection || !speaker) return false;
    const ids = partsOf(segments, selection).map(({ segment }) => segment.id);
    void editing.assign(ids, speaker.id);
    return true;
  };

  return (event: KeyboardEvent<HTMLElement>) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    delete event.currentTarget.dataset.byMouse;
    if (target !== event.currentTarget || ctrlKey || metaKey || altKey) return;
    const { selection } = transcripts.store.getState();
    const run = (): boolean => {
      if (key === 'ArrowDown' || key === 'ArrowUp') {
        const by = key === 'ArrowDown' ? 1 : -1;
        const at = current();
        const next = segments[selection ? at + by : at];
        if (!next) return false;
        const anchor = shiftKey ? segments[ends()?.anchor ?? -1] : undefined;
        select(anchor ?? next, next);
        return true;
      }
      if (key === 'Escape' && selection) {
        getSelection()?.removeAllRanges();
        return true;
      }
      if (isFixed) return false;
      if (key === 'Enter' || key === 'F2') {
        write();
        return true;
      }
      if (selection && (key === 'Delete' || key === 'Backspace')) {
        void editing.cut(partsOf(segments, selection));
        return true;
      }
      return /^[1-9]$/.test(key) && assign(Number(key));
    };
    if (run()) event.preventDefault();
  };
}
