import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import type { Sound } from './sounds.ts';
import type { PlayerState } from './store.ts';

export const usePlayer = <T>(select: (state: PlayerState) => T): T =>
  useStore(useStores().player.store, select);

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
