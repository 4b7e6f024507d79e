import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lib/lock.mjs';
import { nodeModules } from './lib/paths.mjs';
import { Failure, say } from './lib/say.mjs';
import { createSteps } from './lib/steps.mjs';
import { compileWhisper, tryWhisper, whisperKey } from './lib/whisper-build.mjs';

const folder = join(nodeModules, '.meetmemo', 'whisper');
const binding = join(folder, 'whisper.node');
/** Of the build that is there, and of the last that failed, so that it is not tried again each time. */
const builtPath = join(folder, 'built-from');
const failedPath = join(folder, 'failed-from');

/** Compiles whisper.cpp and our binding to it, unless that was done, or has failed, for these very sources. */
export async function ensureWhisper({ tryAgain = false } = {}) {
  const isSettled = () => isBuilt() || (!tryAgain && holds(failedPath));
  if (isSettled()) return;
  await withLock('whisper', async () => {
    if (!isSettled()) await build();
  });
}

const isBuilt = () => existsSync(binding) && holds(builtPath);
const holds = (path) => existsSync(path) && readFileSync(path, 'utf8') === whisperKey();

async function build() {
  const steps = createSteps();
  const fresh = join(folder, 'fresh.node');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    steps.begin('Compiling whisper.cpp');
    await compileWhisper(fresh);
    await tryWhisper(fresh);
    renameSync(fresh, binding);
    writeFileSync(builtPath, whisperKey());
    steps.end();
  } catch (error) {
    steps.end();
    if (!(error instanceof Failure)) throw error;
    rmSync(fresh, { force: true });
    writeFileSync(failedPath, whisperKey());
    say(`whisper.cpp could not be compiled:\n${error.message}\n${consequence()}`);
  }
}

const consequence = () =>
  existsSync(join(nodeModules, 'smart-whisper'))
    ? 'smart-whisper takes its place, which is several times slower. `npm run setup` tries again.'
    : 'Without it and smart-whisper, transcription will be unavailable. `npm run setup` tries again.';
