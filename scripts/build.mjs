import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withLock } from './lib/lock.mjs';
import { root } from './lib/paths.mjs';
import { runQuietly, tool } from './lib/run.mjs';
import { Failure, main, say } from './lib/say.mjs';
import { setup } from './setup.mjs';

const dist = join(root, 'dist');
const stampPath = join(dist, 'built-from');
const sources = [
  'package-lock.json',
  'package.json',
  'vite.config.ts',
  'resources',
  'src-main',
  'src-preload',
  'src-renderer',
];

/** Builds all parts into dist, unless they were built from these very sources. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  await withLock('build', async () => {
    if (!isBuilt()) await build();
  });
}

async function build() {
  say('Building …');
  const builtFrom = fingerprint();
  rmSync(stampPath, { force: true });
  const [node, vite] = tool('vite');
  const env = { ...process.env, ...(!process.stderr.isTTY && { NO_COLOR: '1' }) };
  const { status, tail } = await runQuietly(node, [vite, 'build', '--logLevel', 'warn'], { env });
  if (status !== 0) throw new Failure(`${tail}\n\nThe build failed: its last lines are above.`);
  if (tail !== '') say(tail);
  chmodSync(join(dist, 'main', 'meetmemo.js'), 0o755);
  mkdirSync(dist, { recursive: true });
  writeFileSync(stampPath, builtFrom);
}

function isBuilt() {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === fingerprint();
}

/** Names, sizes and dates of all sources: quick to take, and any edit changes it. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((source) => filesIn(join(root, source))).sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await setup();
    await ensureBuilt();
    say('Built: dist is current.');
  });
}
