import { readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { securityHeaders } from '../../src-main/core/web-assets.ts';
import { answerMedia } from '../../src-main/core/media-range.ts';
import { answerFrom, appScheme, isOwn } from '../../src-main/hosts/electron/app-scheme.ts';
import { sharedHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const soundPath = join(sharedHome(), 'sound');
writeFileSync(soundPath, '0123456789');
const sound = { path: soundPath, mediaType: 'audio/wav' };

const assets = new Map([
  ['/', { body: new TextEncoder().encode('<!doctype html>'), type: 'text/html; charset=utf-8' }],
  ['/assets/index-1.js', { body: new TextEncoder().encode('1'), type: 'text/javascript; charset=utf-8' }],
]);
const answer = answerFrom(assets, securityHeaders, (path, range) =>
  path.startsWith('/media/') ? answerMedia(path === '/media/known' ? sound : undefined, range) : undefined,
);
const get = (url: string, method = 'GET', range?: string) =>
  answer({ url, method, headers: new Headers(range === undefined ? {} : { range }) });

test('the scheme is standard and secure, and by-passes nothing', () => {
  expect(appScheme).toEqual({
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
  });
});

test('the page and its files are served with their types and the security headers', async () => {
  for (const [path, { body, type }] of assets) {
    const response = get(`app://meetmemo${path}?reload=1`);
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(body);
    expect(response.headers.get('content-type')).toBe(type);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*/);
    for (const [name, value] of Object.entries(securityHeaders))
      expect(response.headers.get(name)).toBe(value);
  }
});

test('a sound is served by ranges, and one that is not known is not', async () => {
  const part = get('app://meetmemo/media/known', 'GET', 'bytes=2-4');
  expect(part.status).toBe(206);
  expect(await part.text()).toBe('234');
  expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
  expect(part.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await get('app://meetmemo/media/known').text()).toBe('0123456789');
  expect(await get('app://meetmemo/media/known', 'HEAD').text()).toBe('');
  expect(get('app://meetmemo/media/other').status).toBe(404);
  expect(get('app://elsewhere/media/known').status).toBe(404);
});

test('ranges: the first byte, the last, those between, from the end; and what is none', async () => {
  const ranges: [range: string, status: number, body: string, contentRange: string | null][] = [
    ['bytes=0-', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=0-0', 206, '0', 'bytes 0-0/10'],
    ['bytes=9-', 206, '9', 'bytes 9-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=5-500', 206, '56789', 'bytes 5-9/10'],
    ['bytes=0-1,4-5', 200, '0123456789', null],
    ['bytes=x', 200, '0123456789', null],
    ['bytes=10-', 416, '', 'bytes */10'],
  ];
  for (const [range, status, body, contentRange] of ranges) {
    const response = get('app://meetmemo/media/known', 'GET', range);
    expect(response.status, range).toBe(status);
    expect(response.headers.get('content-range'), range).toBe(contentRange);
    expect(response.headers.get('content-length'), range).toBe(status === 416 ? null : String(body.length));
    expect(await response.text(), range).toBe(body);
    const head = get('app://meetmemo/media/known', 'HEAD', range);
    expect([head.status, head.body], range).toEqual([status, null]);
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect(get('app://meetmemo/media/known', method).status, method).toBe(405);
});

const big = { path: join(sharedHome(), 'big'), mediaType: 'audio/wav' };
const openFiles = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(big.path);
    } catch {
      return false;
    }
  }).length;
const answerBig = answerFrom(assets, securityHeaders, (_path, range) => answerMedia(big, range));
const getBig = () => answerBig({ url: 'app://meetmemo/media/known', method: 'GET', headers: new Headers() });

test.runIf(process.platform === 'linux')(
  'a player that goes on elsewhere lets go of the file, and one that does not read gets no further ahead',
  async () => {
    writeFileSync(big.path, Buffer.alloc(32 * 1024 * 1024));
    const reader = getBig().body?.getReader();
    await reader?.read();
    expect(openFiles()).toBe(1);
    const before = process.memoryUsage().arrayBuffers;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
    await reader?.cancel();
    await until('the file is closed', () => openFiles() === 0);
  },
);

test('a file that is gone when it is read breaks off, and is not found from then on', async () => {
  writeFileSync(big.path, 'gone soon');
  const response = getBig();
  rmSync(big.path);
  await expect(response.text()).rejects.toThrow();
  expect(getBig().status).toBe(404);
});

describe('all else is not found', () => {
  const urls = [
    'app://meetmemo/index.htm',
    'app://meetmemo/assets/',
    'app://meetmemo/assets/../../../etc/passwd',
    'app://meetmemo/%2e%2e/%2e%2e/etc/passwd',
    'app://meetmemo/..%2f..%2fetc%2fpasswd',
    'app://meetmemo/..%5c..%5cwindows%5cwin.ini',
    'app://meetmemo/assets%2findex-1.js',
    'app://meetmemo//etc/passwd',
    'app://meetmemo/assets/index-1.js%00.html',
    'app://meetmemo/file:///etc/passwd',
    'app://meetmemo/__proto__',
    'app://elsewhere/',
    'app://meetmemo:80/',
    'https://meetmemo/',
    'file:///etc/passwd',
    '',
  ];
  test.each(urls)('%s', async (url) => {
    const response = get(url);
    expect(response.status).toBe(404);
    await expect(response.text()).resolves.toBe('');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

test('nothing can be sent to it', () => {
  expect(get('app://meetmemo/', 'POST').status).toBe(405);
  expect(get('app://meetmemo/', 'HEAD').status).toBe(200);
});

test('a URL is our own by scheme and host', () => {
  for (const url of ['app://meetmemo', 'app://meetmemo/x?y#z']) expect(isOwn(url)).toBe(true);
  for (const url of [
    undefined,
    '',
    'null',
    'app:meetmemo',
    'app://meetmemo.example/',
    'xapp://meetmemo/',
    'https://meetmemo/',
  ])
    expect(isOwn(url)).toBe(false);
});
