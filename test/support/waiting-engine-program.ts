import { setTimeout as delay } from 'node:timers/promises';
import { serveEngine } from '../../src-main/engines/process/serve-engine.ts';

/** An engine child that takes its time to get ready: `busy` calculates for so many milliseconds, `hang` waits for ever. */
const [mode, ms] = (process.env.MEETMEMO_TEST_WAIT ?? '').split(' ');
const busyUntil = performance.now() + Number(ms);

async function calculate(): Promise<void> {
  const rest = performance.now() + 10;
  while (performance.now() < rest);
  await delay(50);
}

serveEngine(async () => {
  while (mode === 'hang' || performance.now() < busyUntil)
    await (mode === 'hang' ? delay(60_000) : calculate());
  throw new Error('There is no engine in it.');
});
