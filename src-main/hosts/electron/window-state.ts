import { readFileSync, statSync } from 'node:fs';
import type { Rectangle } from 'electron';
import * as v from 'valibot';

const whole = v.pipe(v.number(), v.safeInteger());
const size = v.pipe(whole, v.minValue(1), v.maxValue(100_000));
const WindowState = v.object({
  bounds: v.object({ x: whole, y: whole, width: size, height: size }),
  maximised: v.boolean(),
});
export type WindowState = v.InferOutput<typeof WindowState>;

export const MINIMUM = { width: 640, height: 480 };
const USUAL = { width: 1280, height: 800 };
/** So much of the upper edge must be on a display that the window can be taken hold of. */
const GRIP = { width: 120, height: 40 };

/** A file that is missing or malformed counts as none: nothing is lost with it but a place on the screen. */
export function readWindowState(path: string): WindowState | undefined {
  try {
    if (!statSync(path).isFile()) return undefined;
    return v.parse(WindowState, JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function overlap(from: number, length: number, otherFrom: number, otherLength: number): number {
  return Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
}

function canBeHeld({ x, y, width }: Rectangle, area: Rectangle): boolean {
  return (
    overlap(x, width, area.x, area.width) >= GRIP.width &&
    overlap(y, GRIP.height, area.y, area.height) >= GRIP.height
  );
}

/** Where to open. Without a place, Electron centres the window on the primary display, whose area comes first. */
export function placeFor(state: WindowState | undefined, areas: readonly Rectangle[]): Partial<Rectangle> {
  const wanted = state?.bounds ?? USUAL;
  const area = state && areas.find((each) => canBeHeld(state.bounds, each));
  const room = area ?? areas[0] ?? USUAL;
  const width = Math.max(MINIMUM.width, Math.min(wanted.width, room.width));
  const height = Math.max(MINIMUM.height, Math.min(wanted.height, room.height));
  return state && area ? { x: state.bounds.x, y: state.bounds.y, width, height } : { width, height };
}
