import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureFfmpeg } from './lib/ffmpeg.mjs';
import { run, tool } from './lib/run.mjs';
import { Failure, main, say } from './lib/say.mjs';
import { setup } from './setup.mjs';

const tsc = (part) => ['typescript/tsc', '-p', `tsconfig.${part}.json`];

/** Each step's commands, in their order; all the others are projects of vitest.config.ts. */
const checks = {
  format: [['prettier', '--check', '--log-level=warn', '.']],
  lint: [['eslint', '--max-warnings=0', '.']],
  types: [tsc('main'), tsc('renderer'), tsc('test')],
  layers: [['dependency-cruiser/depcruise', 'src-main', 'src-preload', 'src-renderer']],
  unused: [['knip']],
  build: [],
};
const suites = [
  ...['unit', 'contract', 'migrations', 'faults', 'fuzz', 'audio', 'speech'],
  ...['security', 'gates', 'package', 'e2e'],
];
/** These run from the sources alone, so a build that fails doesn't keep them from running. */
const sourceOnly = ['unit', 'migrations', 'audio', 'speech', 'gates'];
const steps = [...Object.keys(checks), ...suites];

await main(async () => {
  const { chosen, keepGoing } = parse();
  await setup();
  // A developer's own library is no test's business.
  delete process.env.MEETMEMO_HOME;
  if (chosen.includes('e2e') || chosen.includes('security'))
    process.env.MEETMEMO_CHROMIUM = await ensureChromium();
  if (chosen.includes('audio')) process.env.MEETMEMO_FFMPEG = (await ensureFfmpeg()) ?? '';

  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const step of steps.filter((name) => chosen.includes(name))) {
    const started = Date.now();
    console.log(`\n── ${step}`);
    const result = await outcome(step);
    for (const key of Object.keys(total)) total[key] += result[key];
    console.log(
      `── ${step}: ${result.failed ? 'failed' : 'ok'}, ${((Date.now() - started) / 1000).toFixed(1)} s`,
    );
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
async function outcome(step) {
  const nothing = { passed: 0, failed: 0, skipped: 0 };
  try {
    const result = step in checks ? { ...nothing, ok: await runCheck(step) } : await runSuite(step);
    return { ...result, failed: result.ok ? 0 : Math.max(result.failed, 1) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.message);
    return { ...nothing, failed: 1 };
  }
}

async function runCheck(step) {
  if (step === 'build') await ensureBuilt();
  for (const [name, ...args] of checks[step]) {
    const [node, script] = tool(...name.split('/'));
    if ((await run(node, [script, ...args])) !== 0) return false;
  }
  return true;
}

async function runSuite(step) {
  if (!sourceOnly.includes(step)) await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-test-'));
  try {
    const report = join(folder, 'report.json');
    const [node, vitest] = tool('vitest');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    // Of two cores it would use one, though most tests wait for others: processes, disks, windows.
    const workers = `--maxWorkers=${Math.max(2, availableParallelism())}`;
    const status = await run(node, [vitest, 'run', `--project=${step}`, workers, ...reporters]);
    return counts(status, JSON.parse(readFileSync(report, 'utf8')), step);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new Failure(`The step "${step}" ran no test.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function counts(status, report, step) {
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = report;
  if (passed + failed === 0) say(`The step "${step}" ran no test.`);
  return { passed, failed, skipped: numPendingTests + numTodoTests, ok: status === 0 && passed > 0 };
}
