import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openCore } from '../../src-main/hosts/headless/open-core.ts';
import { ffmpegProgram, makeSound, whyNoFfmpeg } from '../support/ffmpeg.ts';
import { settled } from '../support/imports.ts';
import { childrenOf } from '../support/processes.ts';
import { writeTones } from '../support/tones.ts';
import type { Limit } from './measure.ts';

const program = join(import.meta.dirname, '../../dist/main/meetmemo.js');
const speech = join(import.meta.dirname, '../audio/speech.wav');
const LOOK_MS = 100;

/** The most memory that a process has had so far, in megabytes; 0 when it has ended. */
function peakMemory(pid: number): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid.toString()}/status`, 'latin1')) ?? [];
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

async function manyFiles(folder: string): Promise<Limit[]> {
  const core = openCore(join(folder, 'many'), 'headless');
  const { api } = core.connect();
  const paths = writeTones(folder, 500);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  const { items } = await api.imports.addPaths({ paths });
  const ended = await settled(api, items);
  const ms = performance.now() - started;
  delay.disable();
  await core.close();
  if (ended.some(({ state }) => state !== 'done')) throw new Error('Not all files were imported');
  return [
    { name: 'Longest turn of main while 500 files come in', value: delay.max / 1e6, unit: 'ms', bar: 50 },
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
