import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';
import { runQuietly } from './run.mjs';
import { say } from './say.mjs';

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where on the PATH the commands would be, the first one's places first. */
export function placesOnPath(commands) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const suffix = platform === 'win32' ? '.exe' : '';
  return commands.flatMap((command) => folders.map((folder) => join(folder, `${command}${suffix}`)));
}

/** Installs one of Debian's packages where that is allowed. */
export async function installFromDebian(name, purpose) {
  const apt = '/usr/bin/apt-get';
  if (process.getuid?.() !== 0 || !existsSync(apt)) return;
  say(`Getting ${name} for ${purpose} …`);
  const options = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  await runQuietly(apt, ['update'], options);
  const { status, tail } = await runQuietly(apt, ['install', '-y', name], options);
  if (status !== 0) say(tail);
}
