import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCore } from '../../src-main/core/create-core.ts';
import { createEngine } from '../../src-main/engines/process/launch.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import { AppError } from '../../src-main/rpc/errors.ts';
import { connectSocket, enter } from '../support/loopback-client.ts';
import { childrenOf, isAlive } from '../support/processes.ts';
import { startProgram } from '../support/program.ts';
import { resourcesFolder } from '../support/open-test-core.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const support = join(import.meta.dirname, '../support');

/** Says what the engine is to do from its next start on, and what is known of it. */
function engineFolder(mode: string) {
  const folder = tempHome();
  process.env.MEETMEMO_TEST_ENGINE = folder;
  const setMode = (next: string) => {
    writeFileSync(join(folder, 'mode'), next);
    for (const name of ['pid', 'asked']) rmSync(join(folder, name), { force: true });
  };
  setMode(mode);
  const has = (name: string) => existsSync(join(folder, name));
  return {
    setMode,
    pid: () => until('the engine', () => has('pid') && Number(readFileSync(join(folder, 'pid'), 'utf8'))),
    asked: () => until('its question', () => has('asked')),
  };
}

const program = join(support, 'engine-program.ts');

function openEngine(entry = program, patience = {}) {
  let crashes = 0;
  const engine = createEngine(spawnEngineWithNode(entry), () => (crashes += 1), patience);
  onTestFinished(() => {
    engine.stop();
  });
  const probe = () => engine.use(({ engine: own }) => own.probe({}));
  return { engine, probe, crashes: () => crashes };
}

function openCoreWithEngine() {
  const core = createCore({
    name: 'headless',
    home: tempHome(),
    resources: resourcesFolder,
    appVersion: '0.0.0',
    electronVersion: null,
    settingsStore: { read: () => ({}), write: () => undefined },
    spawnEngine: spawnEngineWithNode(program),
    power: { onMains: () => true, idleSeconds: () => null },
    checkOutput: true,
  });
  onTestFinished(() => core.close());
  return { core, api: core.connect().api };
}

const good = { ready: true, engine: 'test' };

test('an engine killed during a call: the call says so with its last words, the next one works', async () => {
  const { setMode, pid, asked } = engineFolder('hang');
  const { probe, crashes } = openEngine();
  const call = probe().catch((error: unknown) => error);
  const first = await pid();
  await asked();
  process.kill(first, 'SIGKILL');
  const error = await call;
  if (!(error instanceof AppError)) throw new Error('Not an AppError');
  expect(error.code).toBe('engine_crashed');
  const stderr = String(error.details.stderr);
  expect(stderr).toMatch(/last words$/);
  expect(stderr.length).toBeLessThanOrEqual(4096);
  expect(crashes()).toBe(1);

  setMode('good');
  expect(await probe()).toEqual(good);
  expect(await pid()).not.toBe(first);
});

test.each(['abort', 'junk'])(
  'an engine that ends by %s fails all the calls that wait, and the next one works',
  async (mode) => {
    const { setMode } = engineFolder(mode);
    const { probe } = openEngine();
    for (const outcome of await Promise.allSettled([probe(), probe(), probe()])) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'engine_crashed' } });
    }
    setMode('good');
    expect(await probe()).toEqual(good);
  },
);

test('an engine that can not even start is a crash, not a hang', async () => {
  engineFolder('good');
  const { probe } = openEngine(join(support, 'no-such-file.ts'));
  await expect(probe()).rejects.toMatchObject({
    code: 'engine_crashed',
    details: { stderr: expect.stringContaining('no-such-file') as unknown },
  });
});

test('an engine that is slow and calculates is left alone, and one that only waits is not', async () => {
  const silentMs = 6000;
  const slow = async (wait: string) => {
    process.env.MEETMEMO_TEST_WAIT = wait;
    const { probe } = openEngine(join(support, 'waiting-engine-program.ts'), { silentMs });
    return probe().catch((error: unknown) => error);
  };
  expect(await Promise.all([slow(`busy ${String(2 * silentMs)}`), slow('hang')])).toMatchObject([
    { ready: false },
    { code: 'engine_crashed' },
  ]);
});

test('the library and its other callers never notice', async () => {
  const { setMode, pid, asked } = engineFolder('hang');
  const { core, api } = openCoreWithEngine();
  const made = await api.meetings.create({ title: 'safe' });
  const call = api.diagnostics.readiness();
  const first = await pid();
  await asked();
  process.kill(first, 'SIGKILL');
  const { ready, parts } = await call;
  expect(ready).toBe(false);
  expect(parts.find(({ part }) => part === 'engine')).toMatchObject({ ready: false, code: 'engine_crashed' });
  expect(await api.meetings.get({ id: made.id })).toEqual(made);
  expect((await api.diagnostics.metrics()).counters).toContainEqual({ name: 'engine crashes', value: 1 });
  expect((await api.logs.list({ level: 'error', text: 'the engine process ended' })).items).toHaveLength(1);

  setMode('good');
  const again = await api.diagnostics.readiness();
  expect(again.parts.find(({ part }) => part === 'engine')).toMatchObject({
    ready: true,
    code: 'engine_ready',
    values: { engine: 'test' },
  });
  const second = await pid();
  expect(isAlive(second)).toBe(true);
  await core.close();
  await until('the end of the engine', () => !isAlive(second));
});

test('closing while the engine works leaves no child and no call behind', async () => {
  const { pid, asked } = engineFolder('hang');
  const { core, api } = openCoreWithEngine();
  const outcome = api.diagnostics.readiness().catch((error: unknown) => error);
  const own = await pid();
  await asked();
  await core.close();
  expect(await outcome).toMatchObject({ code: 'disconnected' });
  await until('the end of the engine', () => !isAlive(own));
});

test.skipIf(process.platform !== 'linux')(
  'the engine does not outlive a process that is killed',
  async () => {
    const server = startProgram(join(support, 'loopback-program.ts'), [tempHome()]);
    const [link = ''] = await server.printed(1);
    const connection = connectSocket(new URL(link).origin, await enter(link));
    onTestFinished(() => {
      connection.close();
    });
    await connection.api.diagnostics.readiness();
    const [engine] = childrenOf(server.pid);
    if (engine === undefined) throw new Error('It has no engine');
    expect(isAlive(engine)).toBe(true);
    await server.kill();
    await until('the end of the engine', () => !isAlive(engine));
  },
);
