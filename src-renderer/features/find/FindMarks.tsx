import { useFound } from '../found/use-found.ts';
import { useFind } from './use-find.ts';

/** More marks than this would be a wall. */
const MOST = 400;
const none: readonly { startMs: number }[] = [];

/** What was found, in this meeting or in the library, upon the waveform. */
export function FindMarks({ meetingId, durationMs }: { meetingId: string; durationMs: number }) {
  const isFinding = useFind((state) => state.isOpen);
  const inMeeting = useFind((state) => state.matches);
  const inLibrary = useFound((state) => (state.meetingId === meetingId ? state.places : none));
  const matches = isFinding ? inMeeting : inLibrary;
  const places = new Set(matches.map(({ startMs }) => Math.round((startMs / durationMs) * MOST)));
  return (
    <span className="marks" aria-hidden="true">
      {[...places].map((place) => (
        <span key={place} className="find-mark" style={{ left: `${String((place / MOST) * 100)}%` }} />
      ))}
    </span>
  );
}
