import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import type { NewMeeting } from '../../../src-main/contract/meetings.ts';
import type { Api } from '../../../src-main/contract/index.ts';
import { tempHome } from '../temp-home.ts';
import { until } from '../until.ts';
import { clientOf, openDesk, shown, type Desk } from './app-window.ts';
import { launchBrowser } from './browser.ts';
import { serveLibrary, type Served } from './served.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});

export interface Stage {
  home: string;
  served: Served;
  desk: Desk;
  page: Page;
  /** Another client of the same library. */
  api: Api;
}

interface StageOptions {
  home?: string;
  meetings?: readonly NewMeeting[];
  context?: BrowserContextOptions;
  /** One of other flags than the usual. */
  browser?: Browser;
  /** The program is started for the first time. */
  isFirst?: boolean;
  /** Runs in each page before ours. */
  script?: string;
  /** What the browser itself prints when a connection ends is no complaint of ours. */
  expects?: RegExp;
}

/** A library of its own, served by the built program, and a window on it. At the end no window may have complained. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const home = options.home ?? tempHome();
  const served = await serveLibrary(home, 0, { isFirst: options.isFirst ?? false });
  const desk = await openDesk(options.browser ?? browser, served, options.context, options.script);
  const connection = await clientOf(desk, served);
  onTestFinished(async () => {
    connection.close();
    await desk.close();
    await served.stop();
    expect(desk.complaints.filter((text) => !options.expects?.test(text))).toEqual([]);
  });
  const { meetings = [] } = options;
  for (let at = 0; at < meetings.length; at += 1000) {
    await connection.api.meetings.createMany({ meetings: meetings.slice(at, at + 1000) });
  }
  if (meetings.length > 0) {
    // Those of one moment get their places from the core, a little later than the others.
    const rows = desk.page.locator('.row:not(.row-blank)');
    const counted = async () => Number(await rows.first().getAttribute('aria-setsize'));
    await until('all meetings are in the list', async () => (await counted()) >= meetings.length);
  }
  await shown(desk.page);
  return { home, served, desk, page: desk.page, api: connection.api };
}

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const rowOf = (page: Page, title: string): Locator =>
  page.getByRole('option', { name: new RegExp(`^${quoted(title)}\\s?, `) });

export const titlesOf = (page: Page): Promise<string[]> => page.locator('.row .row-title').allTextContents();

export async function shows(page: Page, titles: readonly string[]): Promise<void> {
  await until(
    `the list shows ${titles.join(', ')}`,
    async () => String(await titlesOf(page)) === String(titles),
  );
}

/** Waits until the meeting of this title is the open one. */
export async function opens(page: Page, title: string): Promise<void> {
  const field = page.locator('.meeting:not([inert]) .meeting-title');
  await until(
    `${title} is open`,
    async () => (await field.count()) === 1 && (await field.inputValue()) === title,
  );
}

export async function open(page: Page, title: string): Promise<void> {
  await rowOf(page, title).click();
  await opens(page, title);
}

export const toast = (page: Page, text: string | RegExp): Locator =>
  page.locator('.toast').filter({ hasText: text });

export async function focusIs(page: Page, selector: string): Promise<void> {
  await until(`the focus on ${selector}`, () =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector),
  );
}

/** Meetings an hour apart, the first one the newest. */
export function meetings(count: number, fields: Partial<NewMeeting> = {}): NewMeeting[] {
  const newest = new Date(2026, 4, 20, 18).getTime();
  return Array.from({ length: count }, (_, index) => ({
    title: `Meeting ${String(index + 1)}`,
    startedAt: newest - index * 3_600_000,
    ...fields,
  }));
}
