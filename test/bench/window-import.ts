import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { toneWav } from '../support/tones.ts';
import { openDesk } from '../support/ui/app-window.ts';
import { launchBrowser } from '../support/ui/browser.ts';
import { serveLibrary } from '../support/ui/served.ts';
import { spread, type Figure } from './measure.ts';

const COUNT = 500;
const BAR_MS = 50;
const IDLE_MS = 5000;
const watch = join(import.meta.dirname, '../support/loop-delay-program.ts');

interface World {
  dropped: DataTransfer;
  gaps: number[];
  tasks: number[];
}

/** The files are made first, so that the making is not measured. */
async function prepare(page: Page): Promise<void> {
  const files = Array.from({ length: COUNT }, (_, index) => ({
    name: `take ${String(index + 1)}.wav`,
    base64: Buffer.from(toneWav({ hertz: 100 + index * 3 })).toString('base64'),
  }));
  await page.evaluate((list) => {
    const world = window as unknown as World;
    world.dropped = new DataTransfer();
    for (const { name, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      world.dropped.items.add(new File([bytes], name));
    }
    world.gaps = [];
    world.tasks = [];
    let last = performance.now();
    const frame = (now: number) => {
      world.gaps.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((entries) => {
      world.tasks.push(...entries.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
  }, files);
}

const takeFrames = (page: Page) =>
  page.evaluate(() => {
    const { gaps, tasks } = window as unknown as World;
    return { gaps: gaps.splice(0), tasks: tasks.splice(0) };
  });

const dropAll = (page: Page) =>
  page.evaluate(() => {
    const { dropped: dataTransfer } = window as unknown as World;
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  });

const delaysBetween = (path: string, from: number, to: number) =>
  (JSON.parse(readFileSync(path, 'utf8')) as [at: number, ms: number][])
    .filter(([at]) => at > from && at <= to)
    .map(([, ms]) => ms);

const longest = (samples: readonly number[]) => `the longest ${Math.max(0, ...samples).toFixed(0)} ms`;

/** Five hundred files dropped on the window: how long it, and the process behind it, have no time for anything else. */
export async function benchWindowImport(home: string): Promise<Figure[]> {
  const delays = { main: join(home, 'main-delays.json'), idle: join(home, 'idle-delays.json') };
  const served = await serveLibrary(join(home, 'window-import'), 0, {
    nodeArgs: ['--import', watch],
    env: { MEETMEMO_LOOP_DELAYS: delays.main },
  });
  // What a process that does nothing meets on this machine in the same seconds.
  const idler = spawn(process.execPath, ['--import', watch, '-e', 'setInterval(() => {}, 1000)'], {
    env: { ...process.env, MEETMEMO_LOOP_DELAYS: delays.idle },
  });
  const browser = await launchBrowser();
  try {
    const { page, close } = await openDesk(browser, served);
    await prepare(page);
    await takeFrames(page);
    await page.waitForTimeout(IDLE_MS);
    const idle = await takeFrames(page);
    const from = Date.now();
    await dropAll(page);
    await page.locator('.toast', { hasText: `${String(COUNT)} imported` }).waitFor({ timeout: 300_000 });
    const to = Date.now();
    const busy = await takeFrames(page);
    const main = delaysBetween(delays.main, from, to);
    const other = delaysBetween(delays.idle, from, to);
    await close();
    return [
      {
        name: `Frames of the window while ${COUNT} dropped files are imported in ${((to - from) / 1000).toFixed(0)} s; ${longest(busy.gaps)}; ${busy.tasks.length} tasks over 50 ms, ${longest(busy.tasks)}`,
        ours: spread(busy.gaps),
        against: `the same window before, ${longest(idle.gaps)}`,
        theirs: spread(idle.gaps),
        bar: BAR_MS,
      },
      {
        name: `Longest delay of main in each quarter second meanwhile; ${longest(main)}`,
        ours: spread(main),
        against: `a process that does nothing, ${longest(other)}`,
        theirs: spread(other),
        bar: BAR_MS,
      },
    ];
  } finally {
    await browser.close();
    await served.stop();
    const ended = once(idler, 'exit');
    idler.kill();
    await ended;
  }
}
