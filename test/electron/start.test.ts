import { EventEmitter } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contract } from '../../src-main/contract/index.ts';
import { createCore, type Core } from '../../src-main/core/create-core.ts';
import type { Host } from '../../src-main/core/host.ts';
import { fileSettingsStore } from '../../src-main/features/settings/file-store.ts';
import { startElectron } from '../../src-main/hosts/electron/start.ts';
import { bridgePort } from '../../src-main/rpc/bridge-port.ts';
import { connect } from '../../src-main/rpc/connect.ts';
import { fakeElectron, mainFrame, type FakeOptions } from '../support/fake-electron.ts';
import { resourcesFolder } from '../support/open-test-core.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

let folder: string;
let appData: string;
let renderer: string;
let apps: ReturnType<typeof fakeElectron>[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meetmemo-electron-'));
  appData = join(folder, 'data');
  renderer = join(folder, 'renderer');
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(renderer, 'index.html'), '<!doctype html>');
  writeFileSync(join(renderer, 'assets', 'a.js'), '1');
  apps = [];
});
afterEach(async () => {
  for (const { app } of apps) {
    if (app.exitCode === undefined) app.quit();
    await app.ended;
  }
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

interface Setup extends FakeOptions {
  argv?: string[];
  env?: NodeJS.ProcessEnv;
  platform?: NodeJS.Platform;
  createCore?: (host: Host) => Core;
}

/** Stands in for electron-store, which has tests of its own. */
class Store {
  readonly #file: ReturnType<typeof fileSettingsStore>;
  constructor({ cwd, name }: { cwd: string; name: string }) {
    this.#file = fileSettingsStore(join(cwd, `${name}.json`));
  }
  get store() {
    return this.#file.read();
  }
  set store(values) {
    this.#file.write(values);
  }
}

async function start({
  argv = [],
  env = {},
  platform = 'linux',
  createCore: create = createCore,
  ...options
}: Setup = {}) {
  const fake = fakeElectron({ appData, ...options });
  apps.push(fake);
  const process = Object.assign(new EventEmitter(), {
    argv: ['electron', ...argv],
    env,
    platform,
    versions: { ...globalThis.process.versions, electron: '45.4.1' },
  });
  const opened: Core[] = [];
  startElectron(fake.electron, {
    createCore: (host) => {
      const core = create({ ...host, checkOutput: true });
      opened.push(core);
      return core;
    },
    Store,
    process,
    files: { preload: '/app/preload.cjs', engine: '/app/engine.js', renderer, resources: resourcesFolder },
  });
  await vi.waitFor(() => {
    expect(fake.windows.at(-1)?.webContents.document ?? fake.app.exitCode).toBeDefined();
  });
  const window = fake.windows.at(-1);
  const client = () => {
    const page = window?.webContents.document;
    if (!page) throw new Error('There is no page.');
    return connect(contract, () => bridgePort(page.bridge));
  };
  return { ...fake, process, window, core: opened[0], client };
}

const library = () => join(appData, 'MeetMemo', 'library');

describe('start', () => {
  test('Electron says whether the machine is on mains and idle', async () => {
    const { core, powerMonitor } = await start();
    if (!core) throw new Error('There is no core.');
    const { api } = core.connect();
    const waitsFor = async () => (await api.jobs.list()).queue.waitsFor;
    await api.settings.update({ onlyOnMains: true, onlyWhenIdle: true });
    expect(await waitsFor()).toBeNull();
    powerMonitor.getSystemIdleTime = () => 5;
    expect(await waitsFor()).toBe('idle');
    powerMonitor.isOnBatteryPower = () => true;
    expect(await waitsFor()).toBe('mains');
  });

  test('opens the library and a window whose page works', async () => {
    const { client, schemes, app, window, menus } = await start();
    expect(schemes).toMatchObject([{ scheme: 'app' }]);
    expect(app.sandboxed).toBe(true);
    expect(app.switches).toEqual({ 'host-resolver-rules': 'MAP * ~NOTFOUND' });
    expect(menus).toEqual([
      [{ role: 'fileMenu' }, { role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }],
    ]);
    expect(window?.done).toEqual(['show']);
    const { api } = client();
    await api.meetings.create({ title: 'First' });
    await expect(api.meetings.count({})).resolves.toEqual({ count: 1 });
    await expect(api.diagnostics.versions()).resolves.toMatchObject({
      app: '1.2.3',
      host: 'electron',
      electron: '45.4.1',
    });
    expect(existsSync(join(library(), 'settings.json'))).toBe(false);
  });

  test('shows a window with these preferences and no others', async () => {
    const { window } = await start();
    expect(window?.options.show).toBe(false);
    expect(window?.options.webPreferences).toEqual({
      preload: '/app/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
  });

  test('guards the window, the session and what they ask for', async () => {
    const { window, session, request, openedOutside } = await start();
    expect(
      window?.webContents.refuses('will-frame-navigate', { url: 'https://example.com/', isMainFrame: true }),
    ).toBe(true);
    expect(window?.webContents.openWindow?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
    expect(openedOutside).toEqual(['https://example.com/']);
    expect([session.request, session.check, session.device, session.beforeRequest].every(Boolean)).toBe(true);
    expect(request('app://meetmemo/assets/a.js')?.status).toBe(200);
    expect(request('app://meetmemo/assets/b.js')?.status).toBe(404);
  });

  test('counts refused messages and requests in the log, without an address', async () => {
    const { window, session, client } = await start();
    for (let times = 0; times < 5; times += 1) {
      window?.webContents.document?.sendFrom(mainFrame('https://secret.example'), 'rpc', 'page', {});
      session.beforeRequest?.({ url: 'https://secret.example/' }, () => undefined);
    }
    await turn();
    const { items } = await client().api.logs.list({ level: 'warn' });
    expect(items.map(({ fields }) => fields.count).sort()).toEqual([1, 1, 2, 2, 4, 4]);
    expect(JSON.stringify(items)).not.toContain('secret');
    const { counters } = await client().api.diagnostics.metrics();
    expect(counters).toContainEqual({ name: 'foreign messages refused', value: 5 });
    expect(counters).toContainEqual({ name: 'network requests refused', value: 5 });
  });

  test('follows the theme of the settings', async () => {
    const { client, nativeTheme } = await start();
    expect(nativeTheme.themeSource).toBe('system');
    await client().api.settings.update({ theme: 'dark' });
    await turn();
    expect(nativeTheme.themeSource).toBe('dark');
  });

  test('has the colour of the theme before the page is there', async () => {
    const light = await start();
    light.app.quit();
    await light.app.ended;
    fileSettingsStore(join(library(), 'settings.json')).write({ theme: 'dark' });
    const dark = await start();
    expect(light.window?.options.backgroundColor).not.toBe(dark.window?.options.backgroundColor);
  });

  test('says plainly when something is missing, and lets go of the library', async () => {
    renameSync(renderer, `${renderer}-away`);
    const { app, dialogs } = await start();
    expect(app.exitCode).toBe(1);
    expect(dialogs).toMatchObject([{ title: 'MeetMemo can not start' }]);
    renameSync(`${renderer}-away`, renderer);
    await expect(start()).resolves.toMatchObject({ dialogs: [] });
  });
});

describe('the library', () => {
  test.each([
    ['--home DIR', (home: string) => ({ argv: ['.', '--enable-logging', '--home', home] })],
    ['--home=DIR', (home: string) => ({ argv: ['.', `--home=${home}`] })],
    ['MEETMEMO_HOME', (home: string) => ({ env: { MEETMEMO_HOME: home } })],
  ])('can be elsewhere: %s', async (_name, setup) => {
    const home = join(folder, 'elsewhere');
    const { client } = await start(setup(home));
    await client().api.meetings.create({ title: 'There' });
    expect(existsSync(home)).toBe(true);
    expect(existsSync(library())).toBe(false);
  });

  test('that another process has open is told of, with its number, and left alone', async () => {
    mkdirSync(library(), { recursive: true });
    const settingsStore = fileSettingsStore(join(library(), 'settings.json'));
    const spawnEngine = () => {
      throw new Error('No engine here.');
    };
    const other = createCore({
      name: 'headless',
      home: library(),
      resources: resourcesFolder,
      appVersion: '1',
      electronVersion: null,
      settingsStore,
      spawnEngine,
      power: { onMains: () => true, idleSeconds: () => null },
    });
    const { app, windows, dialogs } = await start();
    expect(app.exitCode).toBe(1);
    expect(windows).toEqual([]);
    expect(dialogs).toHaveLength(1);
    expect(dialogs[0]?.content).toContain(`process ${process.pid}`);
    await other.close();
  });
});

describe('one instance per library', () => {
  test('a second one ends, and the first shows its window', async () => {
    const locks = new Set<string>();
    const first = await start({ locks });
    const second = await start({ locks });
    expect(second.app.exitCode).toBe(0);
    expect(second.windows).toEqual([]);
    expect(second.dialogs).toEqual([]);
    if (first.window) first.window.minimised = true;
    first.app.emit('second-instance', {}, []);
    expect(first.window?.minimised).toBe(false);
    expect(first.window?.done).toEqual(['show', 'show', 'focus']);
    expect(first.windows).toHaveLength(1);
  });

  test('another library is another instance', async () => {
    const locks = new Set<string>();
    await start({ locks });
    const other = await start({ locks, argv: ['--home', join(folder, 'other')] });
    expect(other.windows).toHaveLength(1);
  });

  test('the same library by another path is the same instance', async () => {
    const locks = new Set<string>();
    await start({ locks });
    symlinkSync(library(), join(folder, 'link'));
    const second = await start({ locks, argv: ['--home', join(folder, 'link')] });
    expect(second.app.exitCode).toBe(0);
    expect(second.windows).toEqual([]);
  });
});

describe('the place of the window', () => {
  const state = () => JSON.parse(readFileSync(join(library(), 'window.json'), 'utf8')) as unknown;
  const end = async ({ app }: { app: (typeof apps)[number]['app'] }) => {
    app.quit();
    await app.ended;
  };

  test('is remembered', async () => {
    const first = await start();
    if (first.window)
      Object.assign(first.window, { bounds: { x: 50, y: 60, width: 900, height: 700 }, maximised: true });
    await end(first);
    expect(state()).toEqual({ bounds: { x: 50, y: 60, width: 900, height: 700 }, maximised: true });
    const second = await start();
    expect(second.window?.options).toMatchObject({ x: 50, y: 60, width: 900, height: 700 });
    expect(second.window?.maximised).toBe(true);
  });

  test('is the middle again when its display is gone or its file malformed', async () => {
    await end(await start());
    for (const text of ['{"bounds":{"x":-5000,"y":0,"width":900,"height":700},"maximised":false}', '{']) {
      writeFileSync(join(library(), 'window.json'), text);
      const next = await start();
      expect(next.window?.options).not.toHaveProperty('x');
      await end(next);
    }
  });

  test('stops nothing when it can not be saved', async () => {
    const first = await start();
    mkdirSync(join(library(), 'window.json'));
    await end(first);
    expect(first.app.exitCode).toBe(0);
  });
});

describe('the end', () => {
  test.each([
    ['stays open', 0, false],
    ['closes', 1, true],
  ])('a page with unsaved words %s as the person says', async (_name, answer, leaves) => {
    const { window, dialogs } = await start({ answer });
    const preventDefault = vi.fn();
    window?.webContents.emit('will-prevent-unload', { preventDefault });
    expect(dialogs).toMatchObject([{ title: 'Some of what you typed is not saved yet.' }]);
    expect(preventDefault.mock.calls).toHaveLength(leaves ? 1 : 0);
  });

  test('while a recording runs the machine stays awake, closing asks about it, and quitting keeps it', async () => {
    const { window, dialogs, app, client, blockers } = await start({ answer: 1 });
    const { api } = client();
    const begin = { title: 'Talk', tracks: ['microphone' as const], sampleRate: 8000 };
    const first = await api.recorder.start(begin);
    await vi.waitFor(() => {
      expect(blockers.size).toBe(1);
    });
    // While it is paused there is nothing to stay awake for.
    for (const [act, awake] of [
      ['pause', 0],
      ['resume', 1],
      ['stop', 0],
    ] as const) {
      await api.recorder[act]({ meetingId: first.meetingId });
      await vi.waitFor(() => {
        expect(blockers.size).toBe(awake);
      });
    }
    const { meetingId } = await api.recorder.start(begin);
    await api.recorder.append({ meetingId, frame: 0, data: new Uint8Array(16_000) });
    const preventDefault = vi.fn();
    window?.webContents.emit('will-prevent-unload', { preventDefault });
    expect(dialogs).toMatchObject([{ title: 'A recording is under way.' }]);
    expect(preventDefault).toHaveBeenCalledTimes(1);
    app.quit();
    await app.ended;
    const again = await start();
    await expect(again.client().api.meetings.get({ id: meetingId })).resolves.toMatchObject({
      durationMs: 1000,
    });
  });

  test('waits for the library', async () => {
    const { app, client, core } = await start();
    if (!core) throw new Error('There is no core.');
    await client().api.meetings.create({ title: 'Kept' });
    const gate = Promise.withResolvers<undefined>();
    const close = core.close.bind(core);
    const slowClose = vi.fn(() => gate.promise.then(close));
    core.close = slowClose;
    app.quit();
    app.quit();
    await turn();
    expect(app.exitCode).toBeUndefined();
    gate.resolve(undefined);
    await expect(app.ended).resolves.toBe(0);
    expect(slowClose).toHaveBeenCalledTimes(1);
    await expect((await start()).client().api.meetings.count({})).resolves.toEqual({ count: 1 });
  });

  test('waits ten seconds and no longer', async () => {
    const { app, core } = await start();
    if (!core) throw new Error('There is no core.');
    const close = core.close.bind(core);
    core.close = () => new Promise(() => undefined);
    vi.useFakeTimers();
    app.quit();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(app.exitCode).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(app.exitCode).toBe(1);
    await close();
  });

  test('comes though the library fails to close', async () => {
    const { app, core } = await start();
    if (!core) throw new Error('There is no core.');
    const close = core.close.bind(core);
    core.close = async () => {
      await close();
      throw new Error('The disk is gone.');
    };
    vi.useFakeTimers();
    app.quit();
    await expect(app.ended).resolves.toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('comes with the system’s', async () => {
    const { app, powerMonitor } = await start();
    const event = { preventDefault: vi.fn() };
    powerMonitor.emit('shutdown', event);
    expect(event.preventDefault).toHaveBeenCalledTimes(1);
    await expect(app.ended).resolves.toBe(0);
  });

  test('of a Windows session closes the library at once, and once', async () => {
    const { app, window, core } = await start({ platform: 'win32' });
    if (!core) throw new Error('There is no core.');
    const close = vi.spyOn(core, 'close');
    window?.emit('session-end', { reasons: ['shutdown'] });
    expect(close).toHaveBeenCalledTimes(1);
    expect(existsSync(join(library(), 'window.json'))).toBe(true);
    app.quit();
    await expect(app.ended).resolves.toBe(0);
    expect(close).toHaveBeenCalledTimes(1);
  });

  test('comes with the last window, but on macOS, where another one can follow', async () => {
    const linux = await start();
    linux.window?.close();
    linux.app.emit('window-all-closed');
    await expect(linux.app.ended).resolves.toBe(0);

    const mac = await start({ platform: 'darwin' });
    mac.window?.close();
    mac.app.emit('window-all-closed');
    expect(mac.app.exitCode).toBeUndefined();
    mac.app.emit('activate', {});
    await turn();
    expect(mac.windows).toHaveLength(2);
    const page = mac.windows[1]?.webContents.document;
    if (!page) throw new Error('There is no page.');
    await expect(connect(contract, () => bridgePort(page.bridge)).api.meetings.count({})).resolves.toEqual({
      count: 0,
    });
  });
});

describe('trouble', () => {
  test('a page that crashes is loaded again, once', async () => {
    const { window, client } = await start();
    window?.webContents.crash();
    await vi.waitFor(() => {
      expect(window?.webContents.document).toBeDefined();
    });
    await expect(client().api.meetings.count({})).resolves.toEqual({ count: 0 });
    const { items } = await client().api.logs.list({ level: 'error' });
    expect(items).toMatchObject([
      { message: 'the window process ended', fields: { reason: 'crashed', exit: 5 } },
    ]);
    window?.webContents.crash();
    await turn();
    expect(window?.webContents.document).toBeUndefined();
  });

  test('a page that crashes as its window closes is not loaded again', async () => {
    const { window, client } = await start({ platform: 'darwin' });
    const { api } = client();
    await api.settings.get();
    window?.webContents.crash();
    window?.close();
    await turn();
    expect(window?.webContents.document).toBeUndefined();
  });

  test('the end of a helper process is logged', async () => {
    const { app, client } = await start();
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 139 });
    app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0 });
    const { items } = await client().api.logs.list({ level: 'error' });
    expect(items).toMatchObject([{ fields: { kind: 'GPU', reason: 'crashed', exit: 139 } }]);
  });

  test('what nobody caught is logged without its words, told once, and the app goes on', async () => {
    const { process, dialogs, client } = await start();
    process.emit('uncaughtException', new TypeError('secret title'));
    process.emit('unhandledRejection', new RangeError('secret title'));
    process.emit('unhandledRejection', 'secret title');
    expect(dialogs).toHaveLength(1);
    const { items } = await client().api.logs.list({ level: 'error' });
    expect(items.map(({ fields }) => fields.error)).toEqual(['string', 'RangeError', 'TypeError']);
    expect(JSON.stringify([items, dialogs])).not.toContain('secret');
  });
});
