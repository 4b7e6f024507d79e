import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTarget } from '../support/loopback-target.ts';

const executablePath = process.env.MEETMEMO_CHROMIUM ?? '/usr/bin/chromium';
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];
const isThere = existsSync(executablePath);
if (!isThere)
  console.warn(
    `Skipped, since there is no Chromium at ${executablePath}. Set MEETMEMO_CHROMIUM to its path.`,
  );

/** A page of somebody else's, on another port of the same machine: the nearest that a stranger can come. */
async function strangerPage(body: string): Promise<number> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function openBrowser() {
  const browser = await chromium.launch({ executablePath, args: flags });
  onTestFinished(() => browser.close());
  return (await browser.newContext()).newPage();
}

/** Runs in the stranger's page: every way that it has to reach for the app. */
async function reachFor(target: string): Promise<Record<string, string>> {
  const tried = (body: Promise<string>) => body.catch(() => 'refused');
  const loads = (element: HTMLElement & { src?: string }, attribute: string, value: string) =>
    new Promise<string>((resolve) => {
      element.addEventListener('load', () => {
        resolve('loaded');
      });
      element.addEventListener('error', () => {
        resolve('refused');
      });
      element.setAttribute(attribute, value);
      document.head.append(element);
    });
  const script = document.createElement('script');
  script.type = 'module';
  return {
    fetch: await tried(fetch(`${target}/`, { credentials: 'include' }).then((response) => response.text())),
    'fetch without asking': await tried(
      fetch(`${target}/`, { mode: 'no-cors', credentials: 'include' }).then((response) =>
        response.type === 'opaque' ? 'opaque' : 'read',
      ),
    ),
    post: await tried(
      fetch(`${target}/rpc`, { method: 'POST', body: '{}', credentials: 'include' }).then((response) =>
        response.text(),
      ),
    ),
    socket: await new Promise<string>((resolve) => {
      const socket = new WebSocket(`${target.replace('http', 'ws')}/rpc`);
      socket.onopen = () => {
        resolve('open');
      };
      socket.onerror = () => {
        resolve('refused');
      };
    }),
    events: await new Promise<string>((resolve) => {
      const source = new EventSource(`${target}/rpc`, { withCredentials: true });
      source.onopen = () => {
        resolve('open');
      };
      source.onerror = () => {
        source.close();
        resolve('refused');
      };
    }),
    module: await loads(script, 'src', `${target}/assets/app.js`),
    script: await loads(document.createElement('script'), 'src', `${target}/assets/app.js`),
    image: await loads(document.createElement('img'), 'src', `${target}/`),
  };
}

describe.skipIf(!isThere)('in a real browser that has the cookie', () => {
  test('the app opens by its link, and a page of another origin gets nothing', async () => {
    const { server, origin, api } = await openTarget();
    const page = await openBrowser();
    await page.goto(server.newLink());
    expect(await page.title()).toBe('MeetMemo');
    expect(new URL(page.url()).pathname).toBe('/');
    // No script reads the cookie, and it is there.
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.reload();
    expect(await page.title()).toBe('MeetMemo');

    const port = await strangerPage('<title>stranger</title>');
    for (const host of ['127.0.0.1', 'localhost']) {
      await page.goto(`http://${host}:${port}/`);
      const outcomes = await page.evaluate(reachFor, origin);
      expect(outcomes, host).toEqual(
        Object.fromEntries(Object.keys(outcomes).map((name) => [name, 'refused'])),
      );
    }
    const { items } = await api.logs.list({ text: 'loopback request refused', limit: 100 });
    expect(items.length).toBeGreaterThan(5);
    expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
  });

  test('a page of another origin can not frame the app, nor go on in it by a link', async () => {
    const { server, origin } = await openTarget();
    const page = await openBrowser();
    await page.goto(server.newLink());
    const port = await strangerPage(
      `<title>stranger</title><iframe src="${origin}/"></iframe><a href="${origin}/">go</a>`,
    );
    await page.goto(`http://127.0.0.1:${port}/`);
    const [, frame] = page.frames();
    expect(await frame?.title().catch(() => '')).not.toBe('MeetMemo');
    const [response] = await Promise.all([
      page.waitForResponse((own) => own.url() === `${origin}/` && own.frame() === page.mainFrame()),
      page.click('a'),
    ]);
    expect(response.status()).toBe(403);
    expect(await page.title()).not.toBe('MeetMemo');
    // The person's own visit, typed in, is welcome still.
    await page.goto('about:blank');
    await page.goto(`${origin}/`);
    expect(await page.title()).toBe('MeetMemo');
  });
});
