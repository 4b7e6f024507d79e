import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { withLock } from './lock.mjs';
import { node24, nodeModules, root } from './paths.mjs';
import { exitStatus } from './run.mjs';
import { say } from './say.mjs';

const electron = join(nodeModules, 'electron');
const downloads = join(nodeModules, '.meetmemo', 'electron-download');
const failedPath = join(nodeModules, '.meetmemo', 'electron-fetch-failed');
const dayMs = 24 * 60 * 60 * 1000;

/** The path of Electron's binary, fetched when it isn't there yet, or undefined. */
export async function ensureElectron({ tryAgain = false } = {}) {
  if (electronPath()) return electronPath();
  if (!tryAgain && failedLately()) {
    say('Electron could not be fetched earlier; `npm start -- --electron` tries again.');
    return undefined;
  }
  await withLock('electron', async () => {
    if (!electronPath()) await fetchAndRemember();
  });
  return electronPath();
}

/** Electron's own installer leaves the binary's name in path.txt, last of all. */
function electronPath() {
  const nameFile = join(electron, 'path.txt');
  if (!existsSync(nameFile)) return undefined;
  const path = join(
    env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electron, 'dist'),
    readFileSync(nameFile, 'utf8'),
  );
  return existsSync(path) ? path : undefined;
}

function failedLately() {
  return existsSync(failedPath) && Date.now() - statSync(failedPath).mtimeMs < dayMs;
}

async function fetchAndRemember() {
  say('Fetching Electron (about 110 MB, once) …');
  const fetched = await fetchElectron({
    installer: join(electron, 'install.js'),
    downloads,
    unpacked: join(electron, 'dist'),
  });
  if (fetched) return rmSync(failedPath, { force: true });
  writeFileSync(failedPath, '');
  say('Electron could not be fetched from here; `npm start -- --electron` tries again.');
}

/** Gives up when nothing has arrived for a while, however long it all takes: slow networks are fine. */
export async function fetchElectron({ installer, downloads, unpacked, patienceMs = 20_000 }) {
  rmSync(downloads, { recursive: true, force: true });
  mkdirSync(downloads, { recursive: true });
  const child = spawn(node24, [installer], {
    cwd: root,
    stdio: 'ignore',
    env: { ...env, TMPDIR: downloads, TEMP: downloads, TMP: downloads },
  });
  const watch = whenStalled([downloads, unpacked], patienceMs, () => child.kill('SIGKILL'));
  try {
    return (await exitStatus(child)) === 0;
  } finally {
    clearInterval(watch);
    rmSync(downloads, { recursive: true, force: true });
  }
}

function whenStalled(folders, patienceMs, give) {
  let size = -1;
  let lastGrowth = Date.now();
  return setInterval(
    () => {
      const now = folders.reduce((sum, folder) => sum + sizeOf(folder), 0);
      if (now !== size) lastGrowth = Date.now();
      else if (Date.now() - lastGrowth > patienceMs) give();
      size = now;
    },
    Math.min(500, patienceMs / 4),
  );
}

/** Files come and go while they are counted. */
function sizeOf(path) {
  try {
    const stats = statSync(path);
    if (!stats.isDirectory()) return stats.size;
    return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
  } catch {
    return 0;
  }
}
