import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import './bookmarks.css';

/** Bookmarks upon the waveform. The list below has the same ones to read and to click. */
export function Marks({ durationMs }: { durationMs: number }) {
  const bookmarks = useStore(useStores().bookmarks.store, (state) => state.bookmarks);
  return (
    <span className="marks" aria-hidden="true">
      {bookmarks
        .filter(({ atMs }) => atMs <= durationMs)
        .map(({ id, atMs }) => (
          <span key={id} className="mark" style={{ left: `${String((atMs / durationMs) * 100)}%` }} />
        ))}
    </span>
  );
}
