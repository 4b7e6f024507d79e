import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';
import { runQuietly } from './run.mjs';
import { Failure, say } from './say.mjs';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsPaths = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** The path of an installed Chromium, Chrome or Edge, or undefined. */
export function findChromium() {
  if (env.MEETMEMO_CHROMIUM) {
    if (existsSync(env.MEETMEMO_CHROMIUM)) return env.MEETMEMO_CHROMIUM;
    throw new Failure(`MEETMEMO_CHROMIUM names no file: ${env.MEETMEMO_CHROMIUM}`);
  }
  return candidates().find(isExecutable);
}

function candidates() {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env.HOME ?? '/', 'Applications')];
    return folders.flatMap((folder) => macApps.map((app) => `${folder}/${app}.app/Contents/MacOS/${app}`));
  }
  if (platform === 'win32') {
    const folders = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(Boolean);
    return folders.flatMap((folder) => windowsPaths.map((path) => join(folder, path)));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** For the tests: as findChromium, but gets one from Debian's packages where that is allowed. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const apt = '/usr/bin/apt-get';
  if (process.getuid?.() === 0 && existsSync(apt)) {
    say('Getting Chromium for the end-to-end tests …');
    const options = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
    await runQuietly(apt, ['update'], options);
    const { status, tail } = await runQuietly(apt, ['install', '-y', 'chromium'], options);
    if (status !== 0) say(tail);
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Failure(
    'The end-to-end tests need Chromium, Chrome or Edge: install one, or set MEETMEMO_CHROMIUM to its path.',
  );
}
