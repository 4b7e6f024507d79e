import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { node24, nodeModules, root } from './paths.mjs';

/**
 * Resolves to the child's exit status, as a shell would report it; rejects when it could not be started.
 * A signal that would end this process is passed on, and ends it once the child has ended.
 */
export function exitStatus(child) {
  let signalled = false;
  const forward = (signal) => {
    signalled = true;
    // A terminal sends Ctrl+C to the whole group: the child has it already.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  const watch = whenNpmDies(() => forward('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  })
    .then((status) => (signalled ? process.exit(status) : status))
    .finally(() => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, forward);
    });
}

/** npm passes a signal on to its shell only, and that dies without passing it on to us. */
function whenNpmDies(end) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, 250);
  return watch;
}

/** Runs a command with this process's own input and output. */
export function run(command, args, options = {}) {
  return exitStatus(spawn(command, args, { cwd: root, stdio: 'inherit', ...options }));
}

const tailBytes = 20_000;
const lookMs = 250;

/**
 * Runs a command unseen and keeps the last lines that it wrote, for the case that it fails. It writes to a file, for
 * what a pipe has not taken yet is lost when the command ends itself, and two pipes would mix up the order.
 * `onText` gets what is written while it runs.
 */
export async function runQuietly(command, args, { onText, ...options } = {}) {
  const output = unnamedFile();
  let seen = 0;
  const look = () => {
    const text = readFrom(output, seen);
    seen += text.length;
    if (text.length > 0) onText?.(text.toString('utf8'));
  };
  const timer = onText && setInterval(look, lookMs);
  try {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', output, output], ...options });
    const status = await exitStatus(child);
    if (onText) look();
    const tail = readFrom(output, Math.max(0, fstatSync(output).size - tailBytes)).toString('utf8');
    return { status, tail: tail.trimEnd().split('\n').slice(-60).join('\n') };
  } finally {
    clearInterval(timer);
    closeSync(output);
  }
}

/** A file that is gone as soon as the last process has closed it, however that process ends. */
function unnamedFile() {
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-output-'));
  try {
    return openSync(join(folder, 'output'), 'a+');
  } finally {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Some versions of Windows keep an open file; the system empties its own folder for such files.
    }
  }
}

function readFrom(file, start) {
  const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - start));
  return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start));
}

/** The arguments that start an installed package's command under Node 24, without a shell's help. */
export function tool(packageName, command = packageName) {
  const folder = join(nodeModules, packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [node24, join(folder, typeof bin === 'string' ? bin : bin[command])];
}
