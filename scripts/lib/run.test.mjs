import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { exitStatus, run, runQuietly } from './run.mjs';

const node = process.execPath;

test('the exit status is passed on', async () => {
  expect(await run(node, ['-e', 'process.exit(7)'])).toBe(7);
});

test('a death by signal reads as in a shell', async () => {
  expect(await run(node, ['-e', 'process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)'])).toBe(
    143,
  );
});

test('what can not be started is an error', async () => {
  await expect(run('/no/such/command', [])).rejects.toThrow('ENOENT');
});

/** Keeps this whole process from doing anything, as a machine under load may. */
const stall = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

test('of a quiet command the last lines are kept, even if it ends while nobody reads', async () => {
  const running = runQuietly(node, [
    '-e',
    'for (let i = 0; i < 5000; i++) console.log(i); console.error("the end"); process.exit(3)',
  ]);
  stall(1500);
  const { status, tail } = await running;
  expect(status).toBe(3);
  expect(tail.split('\n')).toHaveLength(60);
  expect(tail).toMatch(/4998\n4999\nthe end$/);
});

test('what a quiet command writes can be followed while it runs', async () => {
  const told = [];
  const program = `console.log('first'); setTimeout(() => console.log('second'), 1500)`;
  const started = Date.now();
  await runQuietly(node, ['-e', program], {
    onText: (text) => told.push({ text, after: Date.now() - started }),
  });
  expect(told.map(({ text }) => text).join('')).toBe('first\nsecond\n');
  expect(told.length).toBeGreaterThan(1);
});

const patient = `process.once('SIGTERM', () => { console.log('told'); process.exit(5); });
  setInterval(() => {}, 1000);
  console.log('ready');`;
const wrapper = `
  import { run } from ${JSON.stringify(new URL('run.mjs', import.meta.url).href)};
  await run(process.execPath, ['-e', ${JSON.stringify(patient)}]);
  console.log('went on');`;

/** Kills the process when the innermost one is ready; resolves to all that was printed. */
async function killWhenReady(child, signal) {
  let output = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    output += text;
    if (text.includes('ready')) child.kill(signal);
  }
  return output;
}

test('a signal reaches the child, and its status becomes ours', async () => {
  const stdio = ['ignore', 'pipe', 'inherit'];
  const child = spawn(node, ['--input-type=module', '-e', wrapper], { stdio });
  const status = exitStatus(child);
  expect(await killWhenReady(child, 'SIGTERM')).toBe('ready\ntold\n');
  expect(await status).toBe(5);
});

test.skipIf(process.platform === 'win32')('the child ends when npm was killed above us', async () => {
  const npm = `const { spawn } = require('node:child_process');
    const args = ['--input-type=module', '-e', ${JSON.stringify(wrapper)}];
    spawn(process.execPath, args, { stdio: 'inherit' });
    setInterval(() => {}, 1000);`;
  const env = { ...process.env, npm_lifecycle_event: 'start' };
  const child = spawn(node, ['-e', npm], { stdio: ['ignore', 'pipe', 'inherit'], env });
  expect(await killWhenReady(child, 'SIGKILL')).toBe('ready\ntold\n');
});
