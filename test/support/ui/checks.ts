import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong on the page as it is now. */
async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    // What fades out is on its way to nothing, not hard to read.
    const fading = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(fading.map(({ finished }) => finished));
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  });
}

/** Nothing to find for axe, in both themes. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOn(page), `${screen}, ${colorScheme}`).toEqual([]);
  }
}

/** Nothing to use lies outside the window, and no text outside its box. */
export async function expectSoundLayout(page: Page, screen: string): Promise<void> {
  const faults = await page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > window.innerWidth) found.push(`the page is ${String(root.scrollWidth)} wide`);
    if (root.scrollHeight > window.innerHeight) found.push(`the page is ${String(root.scrollHeight)} tall`);
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, input, textarea, select, h1, h2, p, li, .menu, .toast, dialog',
    )) {
      if (!element.checkVisibility() || element.closest('.visually-hidden, :not(:popover-open)[popover]'))
        continue;
      const { left, right, width } = element.getBoundingClientRect();
      const name = `${element.tagName} ${element.className} ${(element.ariaLabel ?? element.textContent).slice(0, 40)}`;
      if (width > 0 && (left < -1 || right > window.innerWidth + 1)) found.push(`outside: ${name}`);
      const clips = getComputedStyle(element).textOverflow === 'ellipsis';
      const isText = element.matches('button, h1, h2, p, textarea');
      if (isText && !clips && element.scrollWidth > element.clientWidth + 1) found.push(`overflows: ${name}`);
    }
    return found;
  });
  expect(faults, screen).toEqual([]);
}
