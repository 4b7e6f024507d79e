import { useEffect, type RefObject } from 'react';
import { useStores } from '../../app/context.ts';
import { useIsPlaying, usePosition } from './use-player.ts';

/** Moves what follows `--at` (from 0 to 1) with the sound, past React: it changes with every frame. */
export function usePlayhead(
  element: RefObject<HTMLElement | null>,
  meetingId: string,
  durationMs: number,
  dragMs: number | null,
): void {
  const { player } = useStores();
  const isPlaying = useIsPlaying(meetingId);
  const positionMs = usePosition(meetingId);
  const isMoving = isPlaying && dragMs === null;

  useEffect(() => {
    if (isMoving) return;
    place(element.current, (dragMs ?? positionMs) / durationMs);
  }, [element, isMoving, dragMs, positionMs, durationMs]);

  useEffect(() => {
    if (!isMoving) return;
    let frame = 0;
    const move = () => {
      place(element.current, player.exactMs(meetingId) / durationMs);
      frame = requestAnimationFrame(move);
    };
    move();
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [element, isMoving, player, meetingId, durationMs]);
}

function place(element: HTMLElement | null, share: number): void {
  element?.style.setProperty('--at', String(Math.min(1, Math.max(0, share))));
}
