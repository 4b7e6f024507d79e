import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Limit } from './measure.ts';

/** The most between two pictures, or that a task of the page may take, in milliseconds. */
const FRAME_BAR = 32;

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** On the processor: without what others had of it meanwhile. */
  tdur?: number;
  args: { data?: { type?: string } };
}

const longest = (all: readonly number[]) => Math.max(0, ...all);

/** What Chromium's own trace says of the page from its first scroll event on, judged by the longest of all. */
export async function traceFrames(
  browser: Browser,
  page: Page,
  home: string,
  what: string,
  run: () => Promise<void>,
): Promise<Limit[]> {
  const path = join(home, 'trace.json');
  await browser.startTracing(page, {
    path,
    categories: ['devtools.timeline.frame', 'disabled-by-default-devtools.timeline', 'devtools.timeline'],
  });
  await run();
  await browser.stopTracing();
  const { traceEvents } = JSON.parse(readFileSync(path, 'utf8')) as { traceEvents: TraceEvent[] };
  rmSync(path);
  const commits = traceEvents.filter(({ name }) => name === 'Commit');
  const [first] = commits;
  if (!first) throw new Error('Chromium drew nothing.');
  const events = traceEvents.filter(
    ({ name, args }) => name === 'EventDispatch' && args.data?.type === 'scroll',
  );
  if (events.length === 0) throw new Error('Nothing was scrolled.');
  const begun = Math.min(...events.map(({ ts }) => ts));
  const frames = commits
    .filter(({ ts }) => ts >= begun)
    .map(({ ts }) => ts / 1000)
    .sort((one, other) => one - other);
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name === 'RunTask' && pid === first.pid && tid === first.tid,
  );
  const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at));
  return [
    {
      name: `${what}: between two of ${frames.length} frames, at most`,
      value: longest(gaps),
      bar: FRAME_BAR,
    },
    {
      name: `${what}: the longest task of the page, on the processor`,
      value: longest(tasks.map(({ tdur = 0 }) => tdur / 1000)),
      bar: FRAME_BAR,
    },
  ].map((limit) => ({ ...limit, unit: 'ms' }));
}

/** Scrolls what lies there a long way, as fast as a wheel does; Chromium makes the gesture itself, a step each frame. */
export async function scrollFar(page: Page, x: number, y: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.synthesizeScrollGesture', {
    ...{ x, y, yDistance: -30_000, speed: 10_000, gestureSourceType: 'mouse', preventFling: true },
  });
  await session.detach();
}

/** How long the page takes until something is there, from a click that is made within it. */
export const untilThere = (page: Page, click: string, there: string) =>
  page.evaluate(
    async ([clicked, wanted]) => {
      const element = document.querySelector<HTMLElement>(clicked);
      const from = performance.now();
      element?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
      element?.click();
      while (!document.querySelector(wanted)) await new Promise(requestAnimationFrame);
      return performance.now() - from;
    },
    [click, there] as const,
  );
