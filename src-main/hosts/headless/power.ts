import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Power } from '../../jobs/gate.ts';

const read = (...path: string[]) => {
  try {
    return readFileSync(join(...path), 'utf8').trim();
  } catch {
    return '';
  }
};

/** Where Linux lists chargers and batteries; those of mice and the like are batteries of a device. */
function isOnMains(folder: string): boolean {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return true;
  }
  return !names.some(
    (name) =>
      read(folder, name, 'type') === 'Battery' &&
      read(folder, name, 'scope') !== 'Device' &&
      read(folder, name, 'status') === 'Discharging',
  );
}

/** Without Electron: Linux alone says what it runs on, and no system says when it was touched last. */
export const plainPower = (folder = '/sys/class/power_supply'): Power => ({
  onMains: () => isOnMains(folder),
  idleSeconds: () => null,
});
