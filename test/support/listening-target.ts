import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importSound } from './import-sound.ts';
import { openTarget } from './loopback-target.ts';
import { rawRequest, requestText } from './raw-request.ts';
import { tone, wavOf } from './stretches.ts';

/** A loopback host with a meeting that can be heard. */
export async function openListening(mediaPatienceMs?: number) {
  const target = await openTarget(mediaPatienceMs);
  const { api, home, port, host, cookie } = target;
  const meetingId = await importSound(api, 'Secret talk.wav', wavOf(tone(2)));
  const file = join(home, 'media', meetingId, 'sound');
  const { path } = await api.audio.link({ meetingId });
  const own = [`Host: ${host}`, `Cookie: ${cookie}`];
  return {
    ...target,
    meetingId,
    file,
    bytes: readFileSync(file).toString('latin1'),
    /** The path of the sound, with its ticket. */
    sound: `/${path}`,
    own,
    ask: (target: string, headers: readonly string[] = [], method = 'GET') =>
      rawRequest(port, requestText(target, [...own, ...headers], method)),
  };
}
