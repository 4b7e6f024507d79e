import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureFfmpeg } from './lib/ffmpeg.mjs';
import { ensurePoppler } from './lib/poppler.mjs';
import { run, runQuietly, tool } from './lib/run.mjs';
import { Failure, main } from './lib/say.mjs';
import { setup } from './setup.mjs';

/** The compiler that is quick; the linter can't read with it yet, and brings the one before it. */
const tsc = (part) => ['typescript-7/tsc', '-p', `tsconfig.${part}.json`];

/** Each step's commands, in their order; the longest step first. All the others are projects of vitest.config.ts. */
const checks = {
  lint: [['eslint', '--max-warnings=0', '.']],
  types: [tsc('main'), tsc('renderer'), tsc('test')],
  format: [['prettier', '--check', '--log-level=warn', '.']],
  unused: [['knip']],
  layers: [['dependency-cruiser/depcruise', 'src-main', 'src-preload', 'src-renderer']],
  build: [],
};
/** All in one run, side by side. */
const suites = [
  ...['e2e', 'speech', 'faults', 'audio', 'fuzz', 'contract', 'migrations', 'security', 'unit'],
  ...['gates', 'package'],
];
/** These run from the sources alone. */
const sourceOnly = ['unit', 'migrations', 'audio', 'speech', 'gates'];
const steps = [...Object.keys(checks), ...suites];

await main(async () => {
  const { chosen, keepGoing } = parse();
  await setup();
  // A developer's own library is no test's business.
  delete process.env.MEETMEMO_HOME;
  if (chosen.includes('e2e') || chosen.includes('security'))
    process.env.MEETMEMO_CHROMIUM = await ensureChromium();
  if (chosen.includes('contract')) await ensurePoppler();
  if (chosen.includes('audio')) process.env.MEETMEMO_FFMPEG = (await ensureFfmpeg()) ?? '';

  const total = { passed: 0, failed: 0, skipped: 0 };
  const groups = [
    [Object.keys(checks), runChecks],
    [suites, runSuites],
  ];
  for (const [names, runGroup] of groups) {
    const wanted = names.filter((name) => chosen.includes(name));
    if (wanted.length === 0) continue;
    const result = await runGroup(wanted);
    for (const key of Object.keys(total)) total[key] += result[key];
    if (result.failed && !keepGoing) break;
  }
  const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed ? 1 : 0;
});

function parse() {
  try {
    const { values, positionals } = parseArgs({
      options: { 'keep-going': { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const unknown = positionals.find((name) => !steps.includes(name));
    if (unknown) throw new Error(`There is no step "${unknown}".`);
    return { chosen: positionals.length ? positionals : steps, keepGoing: values['keep-going'] };
  } catch (error) {
    throw new Failure(
      `${error.message}\n\nnpm test -- [--keep-going] [STEP …]\nSteps: ${steps.join(' ')}`,
      2,
    );
  }
}

/** What fails outside of a test, such as a check or a file that doesn't load, counts as one failed. */
async function step(name, run) {
  const started = Date.now();
  const { output, ...result } = await run().catch((error) => {
    if (!(error instanceof Failure)) throw error;
    return { passed: 0, failed: 1, skipped: 0, output: error.message };
  });
  if (output) console.log(`\n${output}`);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`── ${name}: ${result.failed ? 'failed' : 'ok'}, ${seconds} s`);
  return result;
}

/** Two at a time; each prints what it has to say once it is done. */
async function runChecks(names) {
  const waiting = [...names];
  const results = [];
  const work = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift())
      results.push(await step(name, () => runCheck(name)));
  };
  await Promise.all([work(), work()]);
  return { passed: 0, failed: results.reduce((sum, { failed }) => sum + failed, 0), skipped: 0 };
}

async function runCheck(name) {
  if (name === 'build') await ensureBuilt();
  for (const [command, ...args] of checks[name]) {
    const [node, script] = tool(...command.split('/'));
    let output = '';
    const { status } = await runQuietly(node, [script, ...args], { onText: (text) => (output += text) });
    if (status !== 0) return { passed: 0, failed: 1, skipped: 0, output };
  }
  return { passed: 0, failed: 0, skipped: 0 };
}

function runSuites(names) {
  return step(names.join(', '), () => runTests(names));
}

async function runTests(names) {
  if (!names.every((name) => sourceOnly.includes(name))) await ensureBuilt();
  console.log(`\n── ${names.join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-test-'));
  try {
    const report = join(folder, 'report.json');
    const [node, vitest] = tool('vitest');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    // One more than there are cores, since most tests wait for others: processes, disks, windows.
    const workers = `--maxWorkers=${availableParallelism() + 1}`;
    const projects = names.map((name) => `--project=${name}`);
    const status = await run(node, [vitest, 'run', ...projects, workers, ...reporters]);
    return counts(status, JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new Failure('No test was run.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function counts(status, report) {
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests } = report;
  const isFine = status === 0 && passed > 0;
  const failed = isFine ? numFailedTests : Math.max(numFailedTests, 1);
  return { passed, failed, skipped: numPendingTests + numTodoTests };
}
