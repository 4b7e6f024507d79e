import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchElectron } from './electron.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meetmemo-fetch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fetchWith(script) {
  const installer = join(folder, 'install.mjs');
  const downloads = join(folder, 'downloads');
  writeFileSync(installer, script);
  return fetchElectron({ installer, downloads, unpacked: join(folder, 'dist'), patienceMs: 1500 });
}

test('an installer that ends well has fetched it', async () => {
  expect(await fetchWith('')).toBe(true);
  expect(existsSync(join(folder, 'downloads'))).toBe(false);
});

test('an installer that fails has not', async () => {
  expect(await fetchWith('process.exit(1)')).toBe(false);
});

test('an installer that hangs is given up', async () => {
  expect(await fetchWith('setInterval(() => {}, 1000)')).toBe(false);
});

test('a slow one is waited for as long as bytes arrive', async () => {
  const slow = `
    import { appendFileSync } from 'node:fs';
    import { tmpdir } from 'node:os';
    import { setTimeout as sleep } from 'node:timers/promises';
    for (let part = 0; part < 8; part += 1) {
      appendFileSync(tmpdir() + '/electron.zip', 'bytes');
      await sleep(300);
    }`;
  expect(await fetchWith(slow)).toBe(true);
});
