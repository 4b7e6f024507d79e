import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { env, platform } from 'node:process';
import { installFromDebian, isExecutable, placesOnPath } from './programs.mjs';
import { Failure } from './say.mjs';

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
  return placesOnPath(commands);
}

const shell = 'chromium-headless-shell';
/** Chromium without the windows and menus around its pages, which cost half of the time of a test. */
const findShell = () => (env.MEETMEMO_CHROMIUM ? undefined : placesOnPath([shell]).find(isExecutable));

/** For the tests: one of Debian's packages where that is allowed, or any that is there. */
export async function ensureChromium() {
  const found = findShell();
  if (found) return found;
  if (!env.MEETMEMO_CHROMIUM) await installFromDebian(shell, 'the end-to-end tests');
  const installed = findShell() ?? findChromium();
  if (installed) return installed;
  throw new Failure(
    'The end-to-end tests need Chromium, Chrome or Edge: install one, or set MEETMEMO_CHROMIUM to its path.',
  );
}
