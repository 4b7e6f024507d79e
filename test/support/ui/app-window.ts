import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core';
import { connectSocket } from '../loopback-client.ts';
import type { Served } from './served.ts';

/** A browser's own world (cookies and all), with windows of the app in it. */
export interface Desk {
  context: BrowserContext;
  page: Page;
  /** Another window of the same person. */
  openWindow(): Promise<Page>;
  /** Errors and warnings that any window printed. */
  complaints: string[];
  close(): Promise<void>;
}

function listen(page: Page, complaints: string[]): void {
  page.on('console', (message: ConsoleMessage) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
}

/** Waits until the window shows the library, or says that it can't. */
export async function shown(page: Page): Promise<Page> {
  await page.locator('.frame [role=option], .frame .calm, .welcome, .trouble').first().waitFor();
  return page;
}

export async function openDesk(
  browser: Browser,
  served: Served,
  options: BrowserContextOptions = {},
  script?: string,
): Promise<Desk> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...options,
  });
  // The machine may be a slow one, and busy.
  context.setDefaultTimeout(120_000);
  if (script !== undefined) await context.addInitScript(script);
  const complaints: string[] = [];
  const openWindow = async (address = served.origin) => {
    const page = await context.newPage();
    listen(page, complaints);
    await page.goto(address);
    return shown(page);
  };
  const page = await openWindow(served.link);
  return { context, page, openWindow, complaints, close: () => context.close() };
}

/** The contract itself, as another client of the same library. */
export async function clientOf(desk: Desk, served: Served) {
  const [cookie] = await desk.context.cookies(served.origin);
  const key = await desk.page.evaluate(() => localStorage.getItem('meetmemo.key') ?? '');
  return connectSocket(served.origin, { cookie: `${cookie?.name ?? ''}=${cookie?.value ?? ''}`, key });
}
