import type { Ending } from '../../../contract/recorder.ts';
import type { AudioParts } from '../handlers.ts';

/** Recordings that ended otherwise than by a person, until one has taken note: windows that open later say so too. */
export function createEndings(emit: AudioParts['emit']) {
  const untold = new Map<string, Ending>();
  return {
    list: () => [...untold.values()],
    add(ending: Ending): void {
      if (ending.reason !== 'stopped') untold.set(ending.meetingId, ending);
      emit('recorder.ended', ending);
    },
    takeNote(meetingId: string): void {
      if (untold.delete(meetingId)) emit('recorder.noted', { meetingId });
    },
  };
}
