import { nearestSpeed, type Speed } from './speed.ts';

/** How this person listens, on this machine. */
export interface Preferences {
  speed: Speed;
  volume: number;
  skipsSilence: boolean;
}

const KEY = 'meetmemo.player';

type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** What others wrote into the store, or an older version, never keeps a sound from being heard. */
export function readPreferences(store: Store): Preferences {
  let kept: unknown;
  try {
    kept = JSON.parse(store.getItem(KEY) ?? '{}');
  } catch {
    kept = {};
  }
  const { speed, volume, skipsSilence } = (kept ?? {}) as Record<string, unknown>;
  const isVolume = typeof volume === 'number' && volume >= 0 && volume <= 1;
  return { speed: nearestSpeed(speed), volume: isVolume ? volume : 1, skipsSilence: skipsSilence === true };
}

export function keepPreferences(store: Store, { speed, volume, skipsSilence }: Preferences): void {
  try {
    store.setItem(KEY, JSON.stringify({ speed, volume, skipsSilence }));
  } catch {
    // Full or forbidden: then they last as long as the window.
  }
}
