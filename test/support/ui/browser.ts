import { env } from 'node:process';
import { chromium, type Browser } from 'playwright-core';

/** Real Chromium, which looks for nothing on the network. */
export function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: env.MEETMEMO_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=en-US',
      '--autoplay-policy=no-user-gesture-required',
      ...more,
    ],
  });
}
