import { JUMP_MS } from './seek-keys.ts';
import type { Player } from './store.ts';
import type { Sounds } from './sounds.ts';

/** The system's own keys and panel for what plays. */
export function followMediaSession(player: Player, sounds: Sounds): void {
  if (!('mediaSession' in navigator)) return;
  const { mediaSession } = navigator;
  const withLoaded = (run: (id: string, details: MediaSessionActionDetails) => void) => {
    return (details: MediaSessionActionDetails) => {
      const { loaded } = player.store.getState();
      if (loaded) run(loaded.id, details);
    };
  };
  const ms = (seconds: number | undefined, otherwise: number) =>
    seconds === undefined ? otherwise : seconds * 1000;
  const actions: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: withLoaded((id) => void player.play(id)),
    pause: player.pause,
    stop: player.pause,
    seekbackward: withLoaded((id, { seekOffset }) => player.step(id, -ms(seekOffset, JUMP_MS))),
    seekforward: withLoaded((id, { seekOffset }) => player.step(id, ms(seekOffset, JUMP_MS))),
    seekto: withLoaded((id, { seekTime }) => player.seek(id, ms(seekTime, 0))),
  };
  for (const [action, handler] of Object.entries(actions))
    mediaSession.setActionHandler(action as MediaSessionAction, handler);

  player.store.subscribe(({ loaded, isPlaying, positionMs, speed }, before) => {
    if (loaded?.title !== before.loaded?.title)
      mediaSession.metadata = loaded && new MediaMetadata({ title: loaded.title, artist: 'MeetMemo' });
    mediaSession.playbackState = loaded ? (isPlaying ? 'playing' : 'paused') : 'none';
    const durationMs = loaded && sounds.get(loaded.id)?.audio?.durationMs;
    if (durationMs && positionMs <= durationMs) {
      mediaSession.setPositionState({
        duration: durationMs / 1000,
        position: positionMs / 1000,
        playbackRate: speed,
      });
    }
  });
}
