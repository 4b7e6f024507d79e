import { deviceLines } from './device-lines.ts';
import { openCore } from './open-core.ts';

/** Lists what speech recognition can run on; the devices are tried at the first time, or again. */
export async function devices(
  home: string,
  { again, json }: { again: boolean; json: boolean },
  signal: AbortSignal,
): Promise<string> {
  const core = openCore(home, 'headless');
  try {
    const { speech } = core.connect().api;
    const found = again ? await speech.tryDevices({}, { signal }) : await speech.devices({}, { signal });
    return json ? `${JSON.stringify(found, null, 2)}\n` : deviceLines(found);
  } finally {
    await core.close();
  }
}
