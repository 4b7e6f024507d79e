import { useFind } from './use-find.ts';

/** More marks than this would be a wall. */
const MOST = 400;

/** What was found, upon the waveform. */
export function FindMarks({ durationMs }: { durationMs: number }) {
  const matches = useFind((state) => state.matches);
  const places = new Set(matches.map(({ startMs }) => Math.round((startMs / durationMs) * MOST)));
  return (
    <span className="marks" aria-hidden="true">
      {[...places].map((place) => (
        <span key={place} className="find-mark" style={{ left: `${String((place / MOST) * 100)}%` }} />
      ))}
    </span>
  );
}
