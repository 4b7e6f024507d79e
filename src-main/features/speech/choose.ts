import type { Device } from '../../engines/whisper/types.ts';
import type { Trial } from './trial.ts';

export interface Tried extends Device, Trial {
  /** Among the engine's devices. */
  index: number;
}

/**
 * The model of the trial is so small that a graphics processor spends its time on being started: with a model that
 * people use it gains many times what it seems to lose. One that shares the processor's memory gains less.
 */
const handicaps = { cpu: 1, accelerator: 1, integrated: 2, gpu: 8 };

const merit = ({ type, speed }: Tried) => (speed ?? 0) * handicaps[type];

/** The device that the settings name, or else the fastest; one that failed or is gone is not taken, whoever names it. */
export function chooseDevice(devices: readonly Tried[], wanted: string): Tried | undefined {
  const usable = devices.filter(({ speed }) => speed !== null);
  const named = usable.find(({ name }) => name === wanted);
  const [fastest] = usable.toSorted((a, b) => merit(b) - merit(a));
  // Where even the processor's trial failed, real work may still succeed, and will say why not.
  return named ?? fastest ?? devices.find(({ type }) => type === 'cpu');
}
