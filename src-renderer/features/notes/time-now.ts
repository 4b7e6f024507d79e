import type { Stores } from '../../app/create-stores.ts';

/** The moment that a note is about: of a recording as it grows, else where its sound stands. null: there is no sound. */
export function timeNow(
  { recorder, player, sounds }: Pick<Stores, 'recorder' | 'player' | 'sounds'>,
  meetingId: string,
): number | null {
  if (recorder.state.getState().recording?.meetingId === meetingId) return recorder.elapsedMs();
  return sounds.get(meetingId)?.audio?.state === 'ready' ? player.exactMs(meetingId) : null;
}
