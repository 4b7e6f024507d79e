import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openCore } from '../../src-main/hosts/headless/open-core.ts';
import { ffmpegProgram, makeSound, whyNoFfmpeg } from '../support/ffmpeg.ts';
import { childrenOf } from '../support/processes.ts';
import { writeTones } from '../support/tones.ts';
import type { Limit } from './measure.ts';

const program = join(import.meta.dirname, '../../dist/main/meetmemo.js');
const speech = join(import.meta.dirname, '../audio/speech.wav');
const LOOK_MS = 100;

/** The most memory that a process has had so far, in megabytes; 0 when it has ended. */
function peakMemory(pid: number): number {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid.toString()}/status`, 'latin1')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Imports a file with the program as people get it. */
async function importWhole(path: string, home: string): Promise<{ ms: number; megabytes: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, 'import', path, '--home', home], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const main = child.pid ?? 0;
  let megabytes = 0;
  const looking = setInterval(() => {
    megabytes = Math.max(megabytes, ...[main, ...childrenOf(main)].map(peakMemory));
  }, LOOK_MS);
  const [status] = (await once(child, 'exit')) as [number | null];
  clearInterval(looking);
  rmSync(home, { recursive: true, force: true });
  if (status !== 0) throw new Error('The import failed');
  return { ms: performance.now() - started, megabytes };
}

/** Debian's ffmpeg makes the same samples of the file; both those and the file are hashed. */
function decodeAndHash(path: string): number {
  const started = performance.now();
  const line = '"$0" -v error -i "$1" -f s16le -ac 1 -ar 16000 - | sha256sum && sha256sum "$1"';
  const { status } = spawnSync('sh', ['-c', line, ffmpegProgram, path]);
  if (status !== 0) throw new Error('ffmpeg failed');
  return performance.now() - started;
}

async function longFiles(folder: string): Promise<Limit[]> {
  const limits: Limit[] = [];
  for (const kind of ['wav', 'mp3', 'm4a']) {
    const short = join(folder, `short.${kind}`);
    const long = join(folder, `long.${kind}`);
    makeSound(short, ['-i', speech, '-ar', '44100', '-ac', '2']);
    makeSound(long, ['-stream_loop', '539', '-i', short, '-c', 'copy']);
    const theirs = decodeAndHash(long);
    const { ms, megabytes } = await importWhole(long, join(folder, 'library'));
    rmSync(long);
    const name = `Import of three hours of ${kind}`;
    limits.push(
      { name: `${name}, against ffmpeg's decoding and hashing`, value: ms / theirs, unit: '×', bar: 1.5 },
      { name: `${name}, most memory of a process`, value: megabytes, unit: 'MB', bar: 300 },
    );
  }
  return limits;
}

/** The longest turns of this thread's event loop, in milliseconds: by the clock, and of its own work. */
function watchTurns() {
  let [clock, work] = [0, 0];
  let began = performance.now();
  let used = process.threadCpuUsage();
  const turns = setInterval(() => {
    const { user, system } = process.threadCpuUsage(used);
    clock = Math.max(clock, performance.now() - began);
    work = Math.max(work, (user + system) / 1000);
    began = performance.now();
    used = process.threadCpuUsage();
  }, 1);
  return () => {
    clearInterval(turns);
    return { clock, work };
  };
}

/** What a thread that does nothing has to wait for its turn: what this machine is busy with otherwise. */
function watchIdleThread() {
  const code = `
    const delay = require('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    require('node:worker_threads').parentPort.once('message', () => {
      delay.disable();
      require('node:worker_threads').parentPort.postMessage(delay.max / 1e6);
    });`;
  const worker = new Worker(code, { eval: true });
  return async () => {
    worker.postMessage('end');
    const [ms] = (await once(worker, 'message')) as [number];
    return ms;
  };
}

async function manyFiles(folder: string): Promise<Limit[]> {
  const core = openCore(join(folder, 'many'), 'headless');
  const { api } = core.connect();
  const paths = writeTones(folder, 500);
  const endIdle = watchIdleThread();
  const endTurns = watchTurns();
  const started = performance.now();
  // As a window does: it listens, and does not ask again and again.
  const done = new Set<string>();
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  api.imports.changed(({ items }) => {
    for (const { id, state, error } of items) {
      if (state === 'done') done.add(id);
      if (error) reject(new Error(error.message));
    }
    if (done.size === paths.length) resolve(undefined);
  });
  await api.imports.addPaths({ paths });
  await promise;
  const ms = performance.now() - started;
  const { clock, work } = endTurns();
  const idle = await endIdle();
  await core.close();
  const name = 'Longest turn of main while 500 files come in';
  return [
    { name: `${name}, of its own work`, value: work, unit: 'ms', bar: 50 },
    { name: `${name}, by the clock`, value: clock, unit: 'ms' },
    { name: 'Longest turn of a thread beside it that does nothing', value: idle, unit: 'ms' },
    { name: 'Import of one of 500 small files', value: ms / paths.length, unit: 'ms' },
  ];
}

/** What importing takes: of three-hour files, and of many at once. */
export async function benchSound(): Promise<Limit[]> {
  if (process.platform !== 'linux') {
    console.log('Skipped: memory and turns are measured on Linux alone.\n');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-bench-sound-'));
  try {
    const many = await manyFiles(folder);
    return whyNoFfmpeg() === undefined ? [...(await longFiles(folder)), ...many] : many;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
