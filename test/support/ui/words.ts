import type { Page } from 'playwright-core';
import { until } from '../until.ts';

/** Where the first of these words in the transcript lie on the page, scrolled into sight. */
async function placeOfWords(page: Page, words: string) {
  const find = () =>
    page.evaluate((wanted) => {
      for (const element of document.querySelectorAll('.reader [data-segment]')) {
        const node = element.firstChild;
        const at = node?.textContent?.indexOf(wanted) ?? -1;
        if (!node || at < 0) continue;
        element.scrollIntoView({ block: 'nearest' });
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { left, right, top, bottom };
      }
      return null;
    }, words);
  return until(`“${words}” is there`, find);
}

/** Nobody clicks what still moves. */
async function steadyPlaceOf(page: Page, words: string) {
  for (let before = await placeOfWords(page, words); ;) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
    const now = await placeOfWords(page, words);
    if (now.left === before.left && now.top === before.top) return now;
    before = now;
  }
}

/** A click in the middle of these words. */
export async function clickWords(
  page: Page,
  words: string,
  options: Parameters<Page['mouse']['click']>[2] & { alt?: boolean } = {},
): Promise<void> {
  const { left, right, top, bottom } = await steadyPlaceOf(page, words);
  if (options.alt) await page.keyboard.down('Alt');
  await page.mouse.click((left + right) / 2, (top + bottom) / 2, options);
  if (options.alt) await page.keyboard.up('Alt');
}

/** Selects with the mouse, from the beginning of some words to the end of others in the same view. */
export async function selectWords(page: Page, from: string, to: string): Promise<void> {
  const first = await placeOfWords(page, from);
  const last = await placeOfWords(page, to);
  await page.mouse.move(first.left + 1, (first.top + first.bottom) / 2);
  await page.mouse.down();
  await page.mouse.move(last.right - 1, (last.top + last.bottom) / 2, { steps: 4 });
  await page.mouse.up();
}

/** What is painted over the words by this name: the words, in their order. */
export const painted = (page: Page, name: string) =>
  page.evaluate((mark) => [...(CSS.highlights.get(mark) ?? [])].map((range) => String(range as Range)), name);

/** The paragraphs in sight: who speaks, and what is said. */
export const turns = (page: Page) =>
  page
    .locator('.reader .para')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('.speaker-name')?.textContent ?? '',
        row.querySelector('.para-text')?.textContent ?? '',
      ]),
    );
