import { useStore } from 'zustand';
import { useOpen, useStores } from '../../app/context.ts';
import type { Sound } from './sounds.ts';
import type { PlayerState } from './store.ts';

export const usePlayer = <T>(select: (state: PlayerState) => T): T =>
  useStore(useStores().player.store, select);

/** What is in the player while another meeting is looked at. */
export function usePlayingElsewhere() {
  const loaded = usePlayer((state) => state.loaded);
  const isElsewhere = useOpen((state) => state.id !== loaded?.id);
  return isElsewhere ? loaded : null;
}

/** undefined: not read yet. */
export const useSound = (meetingId: string): Sound | undefined =>
  useStore(useStores().sounds.store, ({ sounds }) => sounds.get(meetingId));

export const useIsPlaying = (meetingId: string) =>
  usePlayer(({ isPlaying, loaded }) => isPlaying && loaded?.id === meetingId);

/** Where a meeting's sound stands, whether it is in the player or not. */
export function usePosition(meetingId: string): number {
  const loadedMs = usePlayer(({ loaded, positionMs }) => (loaded?.id === meetingId ? positionMs : null));
  const kept = useSound(meetingId)?.audio?.positionMs ?? 0;
  return loadedMs ?? kept;
}
