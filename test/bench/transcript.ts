import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { plantTranscript } from '../support/plant-transcript.ts';
import { clientOf, openDesk, shown } from '../support/ui/app-window.ts';
import { launchBrowser } from '../support/ui/browser.ts';
import { serveLibrary } from '../support/ui/served.ts';
import { traceFrames, scrollFar, untilThere } from './frames.ts';
import { spread, type Figure, type Limit } from './measure.ts';

const SEGMENTS = 10_000;
const WORDS = 10;

const vocabulary =
  'the budget of this meeting comes first and then we look at numbers that nobody has seen before'.split(' ');
const segments = Array.from({ length: SEGMENTS }, (_, at) => ({
  text: Array.from({ length: WORDS }, (__, word) => vocabulary[(at * 7 + word * 3) % vocabulary.length]).join(
    ' ',
  ),
  speaker: Math.floor(at / 3) % 6,
  ...(at % 20 === 0 && { unsure: ['budget'] }),
}));

/** Chromium tells how long a key took to the frame that shows its letter, in steps of 8 ms, and of no quicker one than this. */
const QUICK_MS = 16;
const LETTERS = 150;

const watchKeys = (page: Page) =>
  page.evaluate((durationThreshold) => {
    const world = window as unknown as { keys: number[] };
    world.keys = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') world.keys.push(entry.duration);
    }).observe({ type: 'event', durationThreshold } as PerformanceObserverInit);
  }, QUICK_MS);

/** Those that it did not tell of were quicker, and count as just not. */
async function timesOfKeys(page: Page): Promise<number[]> {
  const slow = await page.evaluate(() => (window as unknown as { keys: number[] }).keys);
  return Array.from({ length: LETTERS }, (_, at) => slow[at] ?? QUICK_MS);
}

/** A meeting of ten thousand segments and a hundred thousand words: opened, scrolled, written in. */
export async function benchTranscript(home: string): Promise<{ figures: Figure[]; limits: Limit[] }> {
  const library = join(home, 'transcript');
  const served = await serveLibrary(library);
  const browser = await launchBrowser();
  try {
    const desk = await openDesk(browser, served);
    const { page } = desk;
    const { api, close } = await clientOf(desk, served);
    const { meetings } = await api.meetings.createMany({ meetings: [{ title: 'Long' }, { title: 'Short' }] });
    const longId = meetings[0]?.id ?? '';
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
      openings.push(await untilThere(page, `#meeting-${longId}`, '.reader li[aria-posinset="9"]'));
    }
    await page.locator('.reader li[aria-setsize="3334"]').first().waitFor();
    await page.waitForTimeout(1000);
    const what = `Scrolling ${SEGMENTS} segments of ${WORDS} words`;
    const limits = await traceFrames(browser, page, home, what, (which) => scrollFar(which, 900, 500));
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('.edit-field').waitFor();
    await page.keyboard.press('End');
    await watchKeys(page);
    for (let letter = 0; letter < LETTERS; letter += 1) {
      await page.keyboard.type('abcdefg '[letter % 8] ?? ' ');
      await page.waitForTimeout(40);
    }
    await page.waitForTimeout(500);
    const typed = await timesOfKeys(page);
    close();
    await desk.close();
    const figures = [
      {
        name: 'From a key to its letter in that meeting',
        ours: spread(typed),
        against: 'opening it',
        theirs: spread(openings),
        bar: 30,
      },
      {
        name: 'Opening that meeting',
        ours: spread(openings),
        against: 'from a key to its letter',
        theirs: spread(typed),
        bar: 300,
      },
    ];
    return { figures, limits };
  } finally {
    await browser.close();
    await served.stop();
  }
}
