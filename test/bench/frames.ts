import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { spread, type Limit } from './measure.ts';

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

/** A machine that others use stops for them too: what lies between is what the page itself does. */
const GESTURES = 5;

/**
 * Scrolls a page several times, and a page of plain text in turn with it, to know what the machine can do at all.
 * Judged by the longest of each time, in the middle one of the times.
 */
export async function traceFrames(
  browser: Browser,
  page: Page,
  home: string,
  what: string,
  scroll: (page: Page) => Promise<void>,
): Promise<Limit[]> {
  const plain = await plainPage(page);
  const [own, others]: [Trace[], Trace[]] = [[], []];
  for (let round = 0; round < GESTURES; round += 1) {
    own.push(await trace(browser, page, home, scroll));
    others.push(await trace(browser, plain, home, scroll));
  }
  await plain.close();
  await page.bringToFront();
  const times = (traces: readonly Trace[], what: keyof Trace) => traces.map((each) => each[what]);
  const limit = (name: string, key: keyof Trace): Limit => {
    const all = (traces: readonly Trace[]) =>
      times(traces, key)
        .map((value) => value.toFixed())
        .join(', ');
    const value = spread(times(own, key)).p50;
    return {
      name: `${what}: ${name}, in the middle one of ${GESTURES} times (${all(own)}; plain text: ${all(others)})`,
      ...{ value, unit: 'ms', bar: FRAME_BAR },
    };
  };
  return [
    limit('between two frames, at most', 'gap'),
    limit('the longest task of the page, on the processor', 'task'),
  ];
}

/** As high as what is scrolled, without anything to do. */
async function plainPage(page: Page): Promise<Page> {
  const plain = await page.context().newPage();
  await plain.setContent('<p>A line of text, as plain as can be.</p>'.repeat(10_000));
  return plain;
}

interface Trace {
  gap: number;
  task: number;
}

/** What Chromium's own trace says of the page from its first scroll event on, in milliseconds. */
async function trace(
  browser: Browser,
  page: Page,
  home: string,
  scroll: (page: Page) => Promise<void>,
): Promise<Trace> {
  await page.bringToFront();
  const path = join(home, 'trace.json');
  await browser.startTracing(page, {
    path,
    categories: ['devtools.timeline.frame', 'disabled-by-default-devtools.timeline', 'devtools.timeline'],
  });
  await scroll(page);
  await browser.stopTracing();
  const { traceEvents } = JSON.parse(readFileSync(path, 'utf8')) as { traceEvents: TraceEvent[] };
  rmSync(path);
  const events = traceEvents.filter(
    ({ name, args }) => name === 'EventDispatch' && args.data?.type === 'scroll',
  );
  const [first] = events;
  if (!first) throw new Error('Nothing was scrolled.');
  const begun = Math.min(...events.map(({ ts }) => ts));
  const frames = traceEvents
    .filter(({ name, pid, ts }) => name === 'Commit' && pid === first.pid && ts >= begun)
    .map(({ ts }) => ts / 1000)
    .sort((one, other) => one - other);
  if (frames.length < 2) throw new Error('Chromium drew nothing.');
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name === 'RunTask' && pid === first.pid && tid === first.tid,
  );
  return {
    gap: longest(frames.slice(1).map((at, index) => at - (frames[index] ?? at))),
    task: longest(tasks.map(({ tdur = 0 }) => tdur / 1000)),
  };
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
