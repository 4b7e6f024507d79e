import { cpus } from 'node:os';

/** All in milliseconds of processor time, but for `atMs`. */
export interface Reading {
  atMs: number;
  cores: number;
  /** What all programs took since the machine started. */
  busyMs: number;
  /** What this process took since it started. */
  ownMs: number;
}

function readMachine(): Reading {
  const cores = cpus();
  const { user, system } = process.cpuUsage();
  return {
    atMs: performance.now(),
    cores: cores.length,
    busyMs: cores.reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0),
    ownMs: (user + system) / 1000,
  };
}

/** What the system counts is too rough for less. */
const LEAST_MS = 200;

/**
 * How many of so many threads have a processor for themselves, as far as other programs left them one since the last
 * question. Threads of one calculation wait for one another at every step, so that one without a processor holds up all.
 */
export function createRoom(read = readMachine) {
  let before = read();
  let free = Infinity;
  return function roomFor(threads: number): number {
    if (threads === 1) return 1;
    const now = read();
    const ms = now.atMs - before.atMs;
    if (ms >= LEAST_MS) {
      const others = (now.busyMs - before.busyMs - (now.ownMs - before.ownMs)) / ms;
      free = Math.max(1, Math.round(now.cores - Math.max(0, others)));
      before = now;
    }
    return Math.min(threads, free);
  };
}
