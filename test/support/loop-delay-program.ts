import { writeFile } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { env } from 'node:process';

/**
 * Loaded before a program (`node --import`): writes down the longest time in each quarter of a second for which its
 * event loop did not come round, to the file that MEETMEMO_LOOP_DELAYS names.
 */
const path = env.MEETMEMO_LOOP_DELAYS;
delete env.MEETMEMO_LOOP_DELAYS;
const EVERY_MS = 250;
const RESOLUTION_MS = 1;

if (path !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const longest: [at: number, ms: number][] = [];
  setInterval(() => {
    longest.push([Date.now(), Math.max(0, delay.max / 1e6 - RESOLUTION_MS)]);
    delay.reset();
    // Not the synchronous one, which would be among what it measures.
    writeFile(path, JSON.stringify(longest), () => undefined);
  }, EVERY_MS).unref();
}
