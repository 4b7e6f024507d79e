import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

export const meetmemoEntry = join(import.meta.dirname, '../../src-main/hosts/headless/entry.ts');

export interface Program {
  child: ChildProcessWithoutNullStreams;
  pid: number;
  /** What it has printed so far. */
  lines: string[];
  stderr(): string;
  /** Waits until it has printed so many lines. */
  printed(count: number): Promise<string[]>;
  /** Waits for its end, whatever the reason. */
  ended: Promise<{ status: number | null; signal: NodeJS.Signals | null }>;
  kill(): Promise<void>;
}

export interface ProgramOptions {
  env?: NodeJS.ProcessEnv;
  /** A command that runs the command, such as setpriv. */
  under?: readonly string[];
  nodeOptions?: readonly string[];
}

/** Starts a Node program that does not outlive the test. */
export function startProgram(script: string, args: readonly string[], options: ProgramOptions = {}): Program {
  const words = [...(options.under ?? []), process.execPath, ...(options.nodeOptions ?? []), script, ...args];
  const [command = '', ...rest] = words;
  const child = spawn(command, rest, { env: { ...process.env, ...options.env } });
  const lines: string[] = [];
  let stderr = '';
  let running = true;
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // Its input may close before we have written all.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<Awaited<Program['ended']>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => {
      running = false;
      resolve({ status, signal });
    });
  });
  ended.catch(() => undefined);
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return {
    child,
    pid: child.pid ?? 0,
    lines,
    stderr: () => stderr,
    async printed(count) {
      await until(`${count} lines of ${script}`, () => lines.length >= count || !running);
      if (lines.length < count) throw new Error(`It ended early: ${stderr}`);
      return lines;
    },
    ended,
    kill,
  };
}
