import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './lock.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meetmemo-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, 'setup.lock');

test('one at a time, and nothing is left behind', async () => {
  let inside = 0;
  let most = 0;
  const task = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(20);
    inside -= 1;
  };
  await Promise.all([
    withLock('setup', task, folder),
    withLock('setup', task, folder),
    withLock('setup', task, folder),
  ]);
  expect(most).toBe(1);
  expect(existsSync(path())).toBe(false);
});

test('the lock is given back when the task fails', async () => {
  const failing = () => Promise.reject(new Error('full disk'));
  await expect(withLock('setup', failing, folder)).rejects.toThrow('full disk');
  expect(await withLock('setup', () => 'again', folder)).toBe('again');
});

test('a holder that died is passed over', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(path(), `${hostname()} ${dead}`);
  expect(await withLock('setup', () => readFileSync(path(), 'utf8'), folder)).toBe(
    `${hostname()} ${process.pid}`,
  );
});

test('a holder on another machine is passed over once it is silent', async () => {
  writeFileSync(path(), 'elsewhere 1');
  const longAgo = new Date(Date.now() - 600_000);
  utimesSync(path(), longAgo, longAgo);
  expect(await withLock('setup', () => 'mine', folder)).toBe('mine');
});
