import { mkdirSync, readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platform } from 'node:process';
import { node24, nodeModules, root } from './lib/paths.mjs';
import { runQuietly } from './lib/run.mjs';
import { main, say } from './lib/say.mjs';
import { compileWhisper, ggmlFolder } from './lib/whisper-build.mjs';
import { setup } from './setup.mjs';

const CYCLES = 100;
const program = join(root, 'test', 'support', 'whisper-cycles-program.ts');
const folder = join(nodeModules, '.meetmemo', 'whisper-checked');

/** What a tool found, as far as our binding has a part in it: Node's own oddities are not ours to mend. */
const ours = (report) =>
  report
    .split(/\n(?:==\d+== )?\n/)
    .filter((block) =>
      /checked\.node|binding\.cpp|jobs\.cpp|model\.cpp|tokens\.cpp|on-processor/.test(block),
    );

const quietly = (command, args) =>
  runQuietly(command, args).catch((error) => ({ status: 1, tail: error.message }));

/** AddressSanitizer and valgrind's leak check over our binding: `npm run memory`. */
await main(async () => {
  if (platform !== 'linux') {
    say('Skipped: this check needs Linux.');
    return 0;
  }
  await setup();
  const results = [await checkAddresses(), await checkLeaks()];
  return results.every(Boolean) ? 0 : 1;
});

async function checkAddresses() {
  const { status, tail: library } = await quietly('g++', ['-print-file-name=libasan.so']);
  if (status !== 0 || !library.startsWith('/'))
    return skip('AddressSanitizer', 'g++ and its libasan.so are not there');
  const binding = await compile(['-fsanitize=address', '-g', '-O1']);
  // Node itself keeps much until its end; leaks are valgrind's part.
  const env = { ...process.env, LD_PRELOAD: library, ASAN_OPTIONS: 'detect_leaks=0' };
  const { status: outcome, tail } = await runQuietly(node24, [program, binding, ggmlFolder(), `${CYCLES}`], {
    env,
  });
  return verdict('AddressSanitizer', outcome === 0, tail);
}

async function checkLeaks() {
  const { status } = await quietly('valgrind', ['--version']);
  if (status !== 0) return skip('valgrind', 'it is not installed');
  const binding = await compile(['-g']);
  const work = mkdtempSync(join(tmpdir(), 'meetmemo-valgrind-'));
  try {
    const report = join(work, 'report');
    const options = ['--leak-check=full', '--show-leak-kinds=definite', '--smc-check=all-non-file', '-q'];
    const args = [...options, `--log-file=${report}`, node24, program, binding, ggmlFolder(), `${CYCLES}`];
    const { status: outcome, tail } = await runQuietly('valgrind', args);
    const found = ours(readFileSync(report, 'utf8'));
    return verdict('valgrind', outcome === 0 && found.length === 0, [tail, ...found].join('\n'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function compile(flags) {
  mkdirSync(folder, { recursive: true });
  const binding = join(folder, 'checked.node');
  await compileWhisper(binding, flags);
  return binding;
}

function skip(tool, reason) {
  say(`${tool}: skipped, since ${reason}.`);
  return true;
}

function verdict(tool, isGood, report) {
  say(isGood ? `${tool}: nothing found in ${CYCLES} cycles.` : `${tool}:\n${report}`);
  return isGood;
}
