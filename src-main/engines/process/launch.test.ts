import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listeners, portPair } from '../../rpc/port.ts';
import { createEngine, type EngineProcess } from './launch.ts';

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A child that answers when it is told to, and beats. */
function open() {
  const children: { isAlive: boolean; answer(): void; end(): void; beat(): void }[] = [];
  const onCrash = vi.fn();
  const engine = createEngine((): EngineProcess => {
    const [near, far] = portPair();
    const exit = listeners<number | null>();
    const asked: number[] = [];
    far.onMessage((message) => {
      const { t, id } = message as { t: string; id: number };
      if (t === 'call') asked.push(id);
    });
    const child = {
      isAlive: true,
      answer() {
        for (const id of asked.splice(0))
          far.send({ t: 'result', id, value: { ready: true, engine: 'fake' } });
      },
      /** Whatever it was asked for, it ends it without an answer. */
      end() {
        for (const id of asked.splice(0)) far.send({ t: 'result', id });
      },
      beat() {
        far.send({ t: 'event', event: 'engine.beat', payload: {} });
      },
    };
    children.push(child);
    const kill = () => {
      child.isAlive = false;
    };
    return {
      port: { ...near, close: kill },
      stderrTail: () => 'its last words',
      onExit: (listener) => exit.add(listener),
      kill,
    };
  }, onCrash);
  const probe = (signal = new AbortController().signal) =>
    engine.use(({ engine: own }) => own.probe({}, { signal })).catch((error: unknown) => error);
  return { engine, children, onCrash, probe };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('a child that does not stir for five minutes, though it was asked, is ended and has crashed', async () => {
  const { children, onCrash, probe } = open();
  const call = probe();
  await pass(4.9 * MINUTE);
  expect(children[0]?.isAlive).toBe(true);
  await pass(0.2 * MINUTE);
  expect(await call).toMatchObject({
    code: 'engine_crashed',
    message: expect.stringContaining('did not stir') as unknown,
    details: { stderr: 'its last words' },
  });
  expect(children[0]?.isAlive).toBe(false);
  expect(onCrash).toHaveBeenCalledExactlyOnceWith(null);
  const next = probe();
  await pass(1);
  children[1]?.answer();
  expect(await next).toMatchObject({ ready: true });
});

test('one that stirs may take hours', async () => {
  const { children, onCrash, probe } = open();
  const call = probe();
  for (let minute = 0; minute < 180; minute += 4) {
    await pass(4 * MINUTE);
    children[0]?.beat();
  }
  children[0]?.answer();
  expect(await call).toMatchObject({ ready: true });
  expect(onCrash).not.toHaveBeenCalled();
});

test('one that was asked for nothing may rest, and has all the time for what comes next', async () => {
  const { children, onCrash, probe } = open();
  const first = probe();
  await pass(4 * MINUTE);
  children[0]?.answer();
  await first;
  await pass(60 * MINUTE);
  const second = probe();
  await pass(4 * MINUTE);
  children[0]?.answer();
  expect(await second).toMatchObject({ ready: true });
  expect(children.map(({ isAlive }) => isAlive)).toEqual([true]);
  expect(onCrash).not.toHaveBeenCalled();
});

test('a child that does not end what was cancelled within two seconds is ended, and who comes next has another', async () => {
  const { children, onCrash, probe } = open();
  const controller = new AbortController();
  const first = probe(controller.signal);
  await pass(1000);
  controller.abort();
  expect(await first).toMatchObject({ code: 'cancelled' });
  const second = probe();
  await pass(1900);
  expect(children.map(({ isAlive }) => isAlive)).toEqual([true]);
  await pass(200);
  expect(children.map(({ isAlive }) => isAlive)).toEqual([false, true]);
  children[1]?.answer();
  expect(await second).toMatchObject({ ready: true });
  expect(onCrash).not.toHaveBeenCalled();
});

test('one that ends it is kept, and so is one that is at work for others', async () => {
  const { children, probe } = open();
  const [ended, endless] = [new AbortController(), new AbortController()];
  const first = probe(ended.signal);
  await pass(1);
  ended.abort();
  await first;
  const second = probe();
  await pass(1000);
  children[0]?.end();
  await pass(1);
  const third = probe(endless.signal);
  await pass(1);
  endless.abort();
  await third;
  await pass(5000);
  children[0]?.answer();
  expect(await second).toMatchObject({ ready: true });
  expect(children.map(({ isAlive }) => isAlive)).toEqual([true]);
});
