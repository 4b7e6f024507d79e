import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { arch, platform } from 'node:process';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureWhisper } from './build-whisper.mjs';
import { compilerFlags } from './lib/compiler-flags.mjs';
import { withLock } from './lib/lock.mjs';
import { node24, nodeModules, root } from './lib/paths.mjs';
import { npmSteps, withoutProgress } from './lib/npm-steps.mjs';
import { runQuietly } from './lib/run.mjs';
import { Failure, main, say } from './lib/say.mjs';
import { createSteps } from './lib/steps.mjs';

const stampPath = join(nodeModules, '.meetmemo', 'installed.json');

/** Installs what the lock file names and compiles what it does not bring, unless all that is already there. */
export async function setup(options) {
  if (!isInstalled()) {
    await withLock('setup', async () => {
      if (!isInstalled()) await install();
    });
  }
  await ensureWhisper(options);
}

function isInstalled() {
  const stamp = readJson(stampPath);
  if (stamp?.machine !== machine() || !existsSync(node24)) return false;
  if (stamp.lock === lockHash()) return true;
  // Somebody ran `npm install PACKAGE`: what is there is what the new lock file names.
  if (!treeMatchesLock()) return false;
  writeStamp();
  return true;
}

const machine = () => `${platform}-${arch}`;
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/** What can't be read counts as not there: the cure for both is to install. */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Hashes, not dates: a clone or a copy sets dates at will. Written last, so half an install is redone. */
function writeStamp() {
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, JSON.stringify({ machine: machine(), lock: lockHash() }));
}

function treeMatchesLock() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const present = readJson(join(nodeModules, '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  const same = (path) => wanted[path]?.version === present[path]?.version;
  const needed = Object.keys(wanted).filter((path) => path !== '' && !wanted[path].optional);
  return [...needed, ...Object.keys(present)].every(same);
}

async function install() {
  say('Setting up MeetMemo; the first time takes a few minutes.');
  const steps = createSteps();
  const [command, ...args] = npm();
  const options = { env: installEnvironment(), onText: npmSteps(steps) };
  const { status, tail } = await runQuietly(command, [...args, ...installArgs()], options).finally(steps.end);
  if (status !== 0) {
    throw new Failure(
      `${withoutProgress(tail)}\n\nThe packages could not be installed: npm's last lines are above.`,
    );
  }
  const version = existsSync(node24) ? (await runQuietly(node24, ['--version'])).tail : 'none';
  if (!version.startsWith('v24.')) {
    throw new Failure(`MeetMemo needs Node 24 from the npm package "node", but got ${version}.`);
  }
  writeStamp();
  say(`Set up in ${steps.total()}.`);
}

/** npm under the Node that npm itself runs on; node_modules, and any Node in it, is about to be replaced. */
function npm() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script?.endsWith('npm-cli.js')) return [node ?? process.execPath, script];
  return platform === 'win32' ? ['cmd', '/d', '/s', '/c', 'npm'] : ['npm'];
}

function installArgs() {
  // Windows can't delete the very node.exe that runs this script, as `npm ci` would.
  const runsInside = process.execPath.startsWith(nodeModules + sep);
  return [platform === 'win32' && runsInside ? 'install' : 'ci', '--loglevel=info'];
}

function installEnvironment() {
  const node = realpathSync(process.env.npm_node_execpath ?? process.execPath);
  const prefix = platform === 'win32' ? dirname(node) : dirname(dirname(node));
  const hasHeaders = existsSync(join(prefix, 'include', 'node', 'node.h'));
  return {
    SKIP_FFMPEG: 'true',
    ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
    // Of node-llama-cpp we want what its packages bring, nothing fetched or built.
    NODE_LLAMA_CPP_POSTINSTALL: 'skip',
    NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true',
    ...compilerFlags(),
    // With the headers beside it, node-gyp has no need to download them.
    ...(hasHeaders && { npm_config_nodedir: prefix }),
    ...process.env,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await setup({ tryAgain: true });
    say('MeetMemo is set up.');
  });
}
