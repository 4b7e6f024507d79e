import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { shortened } from '../../ui/shortened.ts';
import { clock } from './clock.ts';

/** As near as this share of the whole, one means the bookmark. */
const NEAR = 0.008;

/** The time under the pointer, with the note of a bookmark that is there. */
export function Hover({ ms, durationMs }: { ms: number; durationMs: number }) {
  const bookmarks = useStore(useStores().bookmarks.store, (state) => state.bookmarks);
  const near = bookmarks.find(({ atMs }) => Math.abs(atMs - ms) / durationMs < NEAR);
  const share = ms / durationMs;
  return (
    <span className="wave-hover" style={{ left: `${String(share * 100)}%` }} aria-hidden="true">
      <span className="wave-hover-time tabular" data-side={share > 0.5 ? 'left' : 'right'}>
        {clock(ms, durationMs)}
        {near?.note && <span dir="auto"> {shortened(near.note, 40)}</span>}
      </span>
    </span>
  );
}
