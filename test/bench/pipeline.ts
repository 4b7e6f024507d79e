import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { samplePcm } from '../support/sample.ts';
import { wavOf } from '../support/wav.ts';
import type { Limit } from './measure.ts';

const program = join(import.meta.dirname, '../support/pipeline-bench-program.ts');
const RATE = 16_000;
const HOUR = 3600;
/** An hour with the sample again and again, two fifths of it silence. */
const SILENT = 0.4;
const ROUNDS = 3;

interface Run {
  wallSeconds: number;
  cpuSeconds: number;
  memory: number[];
}

function writeHour(path: string): void {
  const sample = Int16Array.from(samplePcm(), (value) => Math.round(value * 32_767));
  const hour = new Int16Array(HOUR * RATE);
  const step = Math.round(sample.length / (1 - SILENT));
  for (let at = 0; at < hour.length; at += step) hour.set(sample.subarray(0, hour.length - at), at);
  writeFileSync(path, wavOf([hour], RATE));
}

function measure(what: string, path: string): Run {
  const output = execFileSync(process.execPath, [program, what, path, String(HOUR)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output) as Run;
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** The pipeline against the bare engine, with the nano model, beside which everything else weighs most. */
export function benchPipeline(home: string): Limit[] {
  const path = join(home, 'hour.wav');
  writeHour(path);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    pipeline: measure('pipeline', path),
    chunks: measure('chunks', path),
    whole: measure('whole', path),
  }));
  const of = (what: 'pipeline' | 'chunks' | 'whole') => rounds.map((round) => round[what]);
  const wall = (what: 'pipeline' | 'chunks' | 'whole') =>
    median(of(what).map(({ wallSeconds }) => wallSeconds));
  const cpu = (what: 'pipeline' | 'chunks') => median(of(what).map(({ cpuSeconds }) => cpuSeconds));
  const growth = of('pipeline').map(({ memory: [, second = NaN, , last = NaN] }) => last / second);
  const seconds = (name: string, value: number) => ({ name: `an hour of sound: ${name}`, value, unit: 's' });
  return [
    seconds('the pipeline', wall('pipeline')),
    seconds('the bare engine, the same chunks', wall('chunks')),
    seconds('the bare engine, all of the sound', wall('whole')),
    seconds('CPU of the pipeline', cpu('pipeline')),
    seconds('CPU of the bare engine, the same chunks', cpu('chunks')),
    {
      name: 'the pipeline against the same chunks',
      value: wall('pipeline') / wall('chunks'),
      unit: '×',
      bar: 1.1,
    },
    {
      name: 'the pipeline against all of the sound',
      value: wall('pipeline') / wall('whole'),
      unit: '×',
      bar: 1,
    },
    {
      name: 'memory in the last quarter against the second',
      value: median(growth),
      unit: '×',
      bar: 1.05,
    },
  ];
}
