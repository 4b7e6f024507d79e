import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { scratch } from './paths.mjs';
import { say } from './say.mjs';

const staleAfterMs = 60_000;
const beatMs = 5_000;

/** Runs one task at a time per name, over all processes; a holder that died is passed over. */
export async function withLock(name, task, folder = scratch) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.lock`);
  const mine = join(folder, `${name}.${randomUUID()}`);
  await acquire(path, mine, name);
  const beat = setInterval(() => touch(path), beatMs);
  beat.unref();
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await task();
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}

async function acquire(path, mine, name) {
  writeFileSync(mine, `${hostname()} ${process.pid}`);
  try {
    for (let waits = 0; !takes(path, mine); waits += 1) {
      const holder = staleHolder(path);
      if (holder === 'none') continue;
      if (holder === 'stale') {
        setAside(path, `${mine}.stale`);
        continue;
      }
      if (waits === 0)
        say(`Waiting for another MeetMemo command to finish its ${name} (process ${holder}) …`);
      await sleep(300);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A link appears with its content in one step, so nobody ever reads an empty lock. */
function takes(path, mine) {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function staleHolder(path) {
  try {
    const [host, pid] = readFileSync(path, 'utf8').split(' ');
    const silent = Date.now() - statSync(path).mtimeMs > staleAfterMs;
    return silent || (host === hostname() && !isRunning(Number(pid))) ? 'stale' : pid;
  } catch (error) {
    if (error.code === 'ENOENT') return 'none';
    throw error;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Of two that saw the same stale lock, the later may have moved the earlier's fresh one: that goes back. */
function setAside(path, aside) {
  try {
    renameSync(path, aside);
    const stale = staleHolder(aside) === 'stale';
    if (!stale) linkSync(aside, path);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
}

function touch(path) {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // Taken over after this process slept for longer than the limit; there is nothing to keep alive.
  }
}
