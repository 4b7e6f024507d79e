import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { plantTranscript } from '../support/plant-transcript.ts';
import { clientOf, openDesk, shown } from '../support/ui/app-window.ts';
import { launchBrowser } from '../support/ui/browser.ts';
import { serveLibrary } from '../support/ui/served.ts';
import { spread, type Figure } from './measure.ts';

const SEGMENTS = 10_000;
const WORDS = 10;
const FRAME_BAR = 32;

const vocabulary =
  'the budget of this meeting comes first and then we look at numbers that nobody has seen before'.split(' ');
const segments = Array.from({ length: SEGMENTS }, (_, at) => ({
  text: Array.from({ length: WORDS }, (__, word) => vocabulary[(at * 7 + word * 3) % vocabulary.length]).join(
    ' ',
  ),
  speaker: Math.floor(at / 3) % 6,
  ...(at % 20 === 0 && { unsure: ['budget'] }),
}));

interface TraceEvent {
  name: string;
  ts: number;
  dur?: number;
}

/** Times of frames and of tasks in milliseconds, from Chromium's own trace. */
async function traced(browser: Browser, page: Page, home: string, run: () => Promise<void>) {
  const path = join(home, 'trace.json');
  await browser.startTracing(page, {
    path,
    categories: ['devtools.timeline.frame', 'disabled-by-default-devtools.timeline', 'devtools.timeline'],
  });
  await run();
  await browser.stopTracing();
  const { traceEvents } = JSON.parse(readFileSync(path, 'utf8')) as { traceEvents: TraceEvent[] };
  rmSync(path);
  const frames = traceEvents
    .filter(({ name }) => name === 'Commit')
    .map(({ ts }) => ts / 1000)
    .sort((one, other) => one - other);
  const tasks = traceEvents.filter(({ name, dur }) => name === 'RunTask' && dur !== undefined);
  return {
    gaps: frames.slice(1).map((at, index) => at - (frames[index] ?? at)),
    tasks: tasks.map(({ dur = 0 }) => dur / 1000),
  };
}

/** A wheel turned without a pause, and the thumb of the scroll bar pulled down. */
async function scroll(page: Page): Promise<void> {
  await page.mouse.move(900, 500);
  for (let turn = 0; turn < 120; turn += 1) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(12);
  }
}

/** From a key to the frame that shows its letter. */
const typing = (page: Page) =>
  page.evaluate(() => {
    const world = window as unknown as { typed: number[] };
    world.typed = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') world.typed.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    document.addEventListener(
      'keydown',
      () => {
        const from = performance.now();
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => world.typed.push(performance.now() - from);
          channel.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });

/** A meeting of ten thousand segments and a hundred thousand words: opened, scrolled, written in. */
export async function benchTranscript(home: string): Promise<Figure[]> {
  const library = join(home, 'transcript');
  const served = await serveLibrary(library);
  const browser = await launchBrowser();
  try {
    const desk = await openDesk(browser, served);
    const { page } = desk;
    const { api, close } = await clientOf(desk, served);
    const { meetings } = await api.meetings.createMany({ meetings: [{ title: 'Long' }, { title: 'Short' }] });
    const speakers = ['Anna', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn'];
    for (const [index, { id }] of meetings.entries())
      plantTranscript(library, id, { segments: index === 0 ? segments : segments.slice(0, 10), speakers });
    await page.reload();
    await shown(page);
    const row = (title: string) => page.getByRole('option', { name: title });
    const openings: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      await row('Short').click();
      await page.locator('.reader li[aria-setsize="4"]').first().waitFor();
      openings.push(
        await page.evaluate(async () => {
          const long = [...document.querySelectorAll<HTMLElement>('[role=option]')].find((one) =>
            one.textContent.includes('Long'),
          );
          const from = performance.now();
          long?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
          long?.click();
          const isThere = () => Number(document.querySelector('.reader li')?.ariaSetSize) > 60;
          while (!isThere()) await new Promise(requestAnimationFrame);
          return performance.now() - from;
        }),
      );
    }
    await page.locator('.reader li[aria-setsize="3334"]').first().waitFor();
    await page.waitForTimeout(1000);
    const idle = await traced(browser, page, home, () => page.waitForTimeout(1500));
    const { gaps, tasks } = await traced(browser, page, home, () => scroll(page));
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('.edit-field').waitFor();
    await page.keyboard.press('End');
    await typing(page);
    for (let letter = 0; letter < 150; letter += 1) {
      await page.keyboard.type('abcdefg '[letter % 8] ?? ' ');
      await page.waitForTimeout(40);
    }
    const typed = await page.evaluate(() => (window as unknown as { typed: number[] }).typed);
    close();
    await desk.close();
    const longest = (all: readonly number[]) => `the longest ${Math.max(0, ...all).toFixed(0)} ms`;
    return [
      {
        name: `Frames while ${SEGMENTS} segments of ${WORDS} words are scrolled; ${longest(gaps)}; tasks: ${longest(tasks)}`,
        ours: spread(gaps),
        against: `tasks of the same page at rest, ${longest(idle.tasks)}`,
        theirs: spread(idle.tasks),
        bar: FRAME_BAR,
      },
      {
        name: `From a key to its letter in that meeting; ${longest(typed)}`,
        ours: spread(typed),
        against: 'frames while scrolling',
        theirs: spread(gaps),
        bar: 30,
      },
      {
        name: `Opening that meeting; ${longest(openings)}`,
        ours: spread(openings),
        against: 'from a key to its letter',
        theirs: spread(typed),
        bar: 300,
      },
    ];
  } finally {
    await browser.close();
    await served.stop();
  }
}
