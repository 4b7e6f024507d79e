import { expect, test, vi } from 'vitest';
import { spawnEngineWithUtilityProcess } from '../../src-main/hosts/electron/engine.ts';
import { FakeChild } from '../support/fake-electron.ts';

function start() {
  const child = new FakeChild();
  const fork = vi.fn(() => child);
  const engine = spawnEngineWithUtilityProcess({ fork }, '/app/engine.js')();
  return { child, fork, engine };
}

const exitOf = ({ engine }: ReturnType<typeof start>) =>
  new Promise<number | null>((resolve) => {
    engine.onExit(resolve);
  });

test('the child is a utility process whose stderr alone is heard', () => {
  expect(start().fork.mock.calls).toEqual([
    ['/app/engine.js', [], { stdio: ['ignore', 'ignore', 'pipe'], serviceName: 'engine' }],
  ]);
});

test('messages and bytes pass both ways', () => {
  const { child, engine } = start();
  const heard = vi.fn();
  const stop = engine.port.onMessage(heard);
  engine.port.send({ data: new Uint8Array([1]) });
  child.emit('message', { answer: 1 });
  stop();
  child.emit('message', { answer: 2 });
  expect(child.posted).toEqual([{ data: new Uint8Array([1]) }]);
  expect(heard.mock.calls).toEqual([[{ answer: 1 }]]);
});

test('an exit is told once, then the port closes and sends no more', async () => {
  const started = start();
  const order: string[] = [];
  started.engine.onExit((code) => order.push(`exit ${String(code)}`));
  started.engine.port.onClose(() => order.push('close'));
  const exited = exitOf(started);
  started.child.stderr.end();
  started.child.exit(7);
  started.child.exit(7);
  await exited;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(order).toEqual(['exit 7', 'close']);
  started.engine.port.send('late');
  expect(started.child.posted).toEqual([]);
});

test('the last words of a crash are kept, though they come after the exit', async () => {
  const started = start();
  const exited = exitOf(started);
  started.child.stderr.write('first\n');
  started.child.exit(134);
  setTimeout(() => started.child.stderr.end('GGML_ASSERT: bad magic\n'), 20);
  await expect(exited).resolves.toBe(134);
  expect(started.engine.stderrTail()).toBe('first\nGGML_ASSERT: bad magic\n');
});

test('a stderr that never ends holds the exit up only for a moment', async () => {
  const started = start();
  const exited = exitOf(started);
  started.child.exit(1);
  await expect(exited).resolves.toBe(1);
});

test('no more than 4 kB of stderr is kept', async () => {
  const { child, engine } = start();
  child.stderr.write('a'.repeat(10_000));
  child.stderr.write('z');
  await new Promise((resolve) => setImmediate(resolve));
  expect(engine.stderrTail()).toBe(`${'a'.repeat(4095)}z`);
});

test('closing the port or killing ends the child', async () => {
  for (const end of ['close', 'kill'] as const) {
    const started = start();
    const exited = exitOf(started);
    started.child.stderr.end();
    if (end === 'close') started.engine.port.close();
    else started.engine.kill();
    await expect(exited).resolves.toBe(0);
    expect(started.child.killed).toBe(true);
  }
});

test('a fatal error of the child is not thrown here', () => {
  const { child } = start();
  expect(() => child.emit('error', 'FatalError', 'somewhere', '{}')).not.toThrow();
});
