import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { AppRequest } from '../../src-main/hosts/electron/app-scheme.ts';
import type { BrowserWindowConstructorOptions, CustomScheme, Menu, Rectangle } from 'electron';
import { contract, type MeetMemo } from '../../src-main/contract/index.ts';
import { connect, type Connection } from '../../src-main/rpc/connect.ts';
import { bridgePort, type Bridge } from '../../src-main/rpc/bridge-port.ts';
import type { Port } from '../../src-main/rpc/port.ts';
import { ORIGIN } from '../../src-main/hosts/electron/app-scheme.ts';
import type { ChildLike } from '../../src-main/hosts/electron/engine.ts';
import type { GuardedContents, GuardedSession } from '../../src-main/hosts/electron/guards.ts';
import type { PageContents } from '../../src-main/hosts/electron/page-port.ts';
import { servePages, type MessageEvent } from '../../src-main/hosts/electron/serve-pages.ts';
import type { ElectronParts } from '../../src-main/hosts/electron/parts.ts';
import type { WindowLike } from '../../src-main/hosts/electron/window.ts';
import { exposePort } from '../../src-preload/expose-port.ts';

export type FakeFrame = NonNullable<MessageEvent['senderFrame']>;
export const mainFrame = (origin = ORIGIN): FakeFrame => ({ parent: null, detached: false, origin });

class FakeEvent {
  defaultPrevented = false;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(details: Record<string, unknown> = {}) {
    this.details = details;
    Object.assign(this, details);
  }
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** Copies what crosses between two worlds, and stands in for functions, as contextBridge does. */
function cross<T>(value: T): T {
  if (typeof value === 'function') {
    return ((...args: unknown[]) =>
      cross((value as (...given: unknown[]) => unknown)(...args.map(cross)))) as T;
  }
  return structuredClone(value);
}

/** One document: the preload script's world, and what it puts into the page's. */
class FakeDocument {
  readonly world: Record<string, unknown> = {};
  readonly ipcRenderer = new (class extends EventEmitter {
    readonly send: (channel: string, ...args: unknown[]) => void;
    constructor(send: (channel: string, ...args: unknown[]) => void) {
      super();
      this.send = send;
    }
  })((channel, ...args) => {
    this.sendFrom(this.frame, channel, ...args);
  });
  readonly contextBridge = {
    exposeInMainWorld: (key: string, api: Record<string, unknown>) => {
      this.world[key] = Object.freeze(
        Object.fromEntries(Object.entries(api).map(([name, value]) => [name, cross(value)])),
      );
    },
  };
  readonly frame: FakeFrame;
  readonly #contents: FakeContents;

  constructor(contents: FakeContents, frame: FakeFrame) {
    this.#contents = contents;
    this.frame = frame;
  }

  get bridge(): Bridge {
    return this.world.meetmemo as Bridge;
  }

  sendFrom(frame: FakeFrame | null, channel: string, ...args: unknown[]): void {
    const copy = structuredClone(args);
    queueMicrotask(() => {
      this.#contents.ipcMain.emit(channel, { sender: this.#contents, senderFrame: frame }, ...copy);
    });
  }
}

class FakeContents extends EventEmitter implements PageContents, GuardedContents {
  document: FakeDocument | undefined;
  openWindow: ((details: { url: string }) => { action: string }) | undefined;
  webRTCPolicy = 'default';
  destroyed = false;
  crashed = false;
  readonly ipcMain: EventEmitter;

  constructor(ipcMain: EventEmitter) {
    super();
    this.ipcMain = ipcMain;
  }

  /** Shows a new document: the first, the one after a reload, or another page. */
  navigate(): FakeDocument {
    this.crashed = false;
    this.document = new FakeDocument(this, mainFrame());
    this.emit('did-navigate', new FakeEvent());
    exposePort(this.document.contextBridge, this.document.ipcRenderer, {
      getPathForFile: ({ name }) => name,
    });
    return this.document;
  }
  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    if (this.crashed) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    const copy = structuredClone(args);
    const { document } = this;
    queueMicrotask(() => document?.ipcRenderer.emit(channel, new FakeEvent(), ...copy));
  }
  crash(reason = 'crashed'): void {
    this.crashed = true;
    this.document = undefined;
    this.emit('render-process-gone', new FakeEvent(), { reason, exitCode: 5 });
  }
  destroy(): void {
    this.destroyed = true;
    this.document = undefined;
    this.emit('destroyed');
  }
  isDestroyed = () => this.destroyed;
  isCrashed = () => this.crashed;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void {
    this.openWindow = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRTCPolicy = policy;
  }
  /** Emits a cancellable event and says whether it was refused. */
  refuses(name: string, details: Record<string, unknown> = {}): boolean {
    const event = new FakeEvent(details);
    this.emit(name, event);
    return event.defaultPrevented;
  }
}

class FakeWindow extends EventEmitter implements WindowLike {
  readonly webContents: FakeContents;
  readonly options: BrowserWindowConstructorOptions;
  readonly done: string[] = [];
  bounds: Rectangle;
  maximised = false;
  minimised = false;
  readonly #load: (url: string) => Promise<boolean>;
  constructor(
    contents: FakeContents,
    options: BrowserWindowConstructorOptions,
    load: (url: string) => Promise<boolean>,
  ) {
    super();
    this.webContents = contents;
    this.options = options;
    this.#load = load;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
  }
  loadURL(url: string): Promise<void> {
    if (this.webContents.destroyed) throw new TypeError('Object has been destroyed');
    return this.#load(url).then((found) => {
      if (!found) throw new Error('ERR_FAILED');
      if (this.webContents.destroyed) return;
      this.webContents.navigate();
      this.emit('ready-to-show');
    });
  }
  show = () => void this.done.push('show');
  focus = () => void this.done.push('focus');
  maximize(): void {
    this.maximised = true;
  }
  restore(): void {
    this.minimised = false;
  }
  isMinimized = () => this.minimised;
  isMaximized = () => this.maximised;
  getNormalBounds = () => this.bounds;
  close(): void {
    if (this.webContents.destroyed) return;
    this.emit('close', new FakeEvent());
    this.webContents.destroy();
    this.emit('closed');
  }
}

export class FakeChild extends EventEmitter implements ChildLike {
  readonly stderr = new PassThrough();
  readonly posted: unknown[] = [];
  killed = false;
  exited = false;
  postMessage(message: unknown): void {
    this.posted.push(structuredClone(message));
  }
  kill(): boolean {
    if (this.exited) return false;
    this.killed = true;
    this.exit(0);
    return true;
  }
  /** Electron lets go of stderr as soon as it has told of the exit, whether or not all has been read. */
  exit(code: number): void {
    this.exited = true;
    this.emit('exit', code);
    this.stderr.removeAllListeners();
  }
}

class FakeApp extends EventEmitter {
  readonly switches: Record<string, string> = {};
  readonly commandLine = {
    appendSwitch: (name: string, value: string) => void (this.switches[name] = value),
  };
  sandboxed = false;
  exitCode: number | undefined;
  readonly #locks: Set<string>;
  readonly #windows: FakeWindow[];
  userData = '';
  readonly #appData: string;
  readonly #ended = Promise.withResolvers<number>();
  /** The exit status, once there is one. */
  readonly ended = this.#ended.promise;

  constructor(appData: string, locks: Set<string>, windows: FakeWindow[]) {
    super();
    this.#appData = appData;
    this.#locks = locks;
    this.#windows = windows;
  }
  enableSandbox(): void {
    this.sandboxed = true;
  }
  getVersion = () => '1.2.3';
  getPath = () => this.#appData;
  setPath(name: 'userData', path: string): void {
    this[name] = path;
  }
  requestSingleInstanceLock(): boolean {
    if (this.#locks.has(this.userData)) return false;
    this.#locks.add(this.userData);
    return true;
  }
  whenReady = () => new Promise<void>((resolve) => setImmediate(resolve));
  quit(): void {
    this.emit('before-quit', new FakeEvent());
    for (const window of this.#windows) window.close();
    const event = new FakeEvent();
    this.emit('will-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }
  exit(code: number): void {
    if (this.exitCode !== undefined) return;
    this.exitCode = code;
    this.#locks.delete(this.userData);
    this.#ended.resolve(code);
  }
}

type RequestHandler = Exclude<Parameters<GuardedSession['setPermissionRequestHandler']>[0], null>;
type CheckHandler = Exclude<Parameters<GuardedSession['setPermissionCheckHandler']>[0], null>;
type DeviceHandler = Exclude<Parameters<GuardedSession['setDevicePermissionHandler']>[0], null>;
type DisplayMediaHandler = Exclude<Parameters<GuardedSession['setDisplayMediaRequestHandler']>[0], null>;
type RequestListener = (details: { url: string }, callback: (response: { cancel?: boolean }) => void) => void;

class FakeSession implements GuardedSession {
  request: RequestHandler | null = null;
  check: CheckHandler | null = null;
  device: DeviceHandler | null = null;
  displayMedia: DisplayMediaHandler | null = null;
  beforeRequest: RequestListener | null = null;
  spellChecker = true;
  readonly webRequest = {
    onBeforeRequest: (listener: unknown) => void (this.beforeRequest = listener as RequestListener),
  };
  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: DeviceHandler | null): void {
    this.device = handler;
  }
  setDisplayMediaRequestHandler(handler: DisplayMediaHandler | null): void {
    this.displayMedia = handler;
  }
  setSpellCheckerEnabled(enable: boolean): void {
    this.spellChecker = enable;
  }
}

export interface FakeOptions {
  /** The button that a person presses in a dialog. */
  answer?: number;
  /** The folder that a person chooses; none: they close the dialog. */
  folder?: string;
  appData?: string;
  /** Shared between fakes, it makes them processes of one machine. */
  locks?: Set<string>;
  displays?: Rectangle[];
}

/** The calls of Electron that MeetMemo makes, and no more. It has to fit the same interface that the real one has to. */
export function fakeElectron(options: FakeOptions = {}) {
  const {
    appData = '/nowhere',
    locks = new Set(),
    displays = [{ x: 0, y: 0, width: 1920, height: 1080 }],
  } = options;
  const windows: FakeWindow[] = [];
  const children: FakeChild[] = [];
  const dialogs: { title: string; content: string }[] = [];
  const schemes: CustomScheme[] = [];
  const menus: unknown[] = [];
  const ipcMain = new EventEmitter();
  const app = new FakeApp(appData, locks, windows);
  const powerMonitor = Object.assign(new EventEmitter(), {
    isOnBatteryPower: (): boolean => false,
    getSystemIdleTime: (): number => 600,
  });
  /** What keeps the machine awake just now. */
  const blockers = new Set<number>();
  let lastBlocker = 0;
  const defaultSession = new FakeSession();
  const nativeTheme: ElectronParts['nativeTheme'] = {
    themeSource: 'system',
    get shouldUseDarkColors() {
      return this.themeSource === 'dark';
    },
  };
  let respond: ((request: AppRequest) => Response) | undefined;

  const openedOutside: string[] = [];
  const openContents = () => {
    const contents = new FakeContents(ipcMain);
    app.emit('web-contents-created', new FakeEvent(), contents);
    return contents;
  };
  const load = async (url: string) => {
    await Promise.resolve();
    return respond?.({ url, method: 'GET', headers: new Headers() }).ok === true;
  };
  const asDisplay = (workArea: Rectangle) => ({ workArea });

  const electron: ElectronParts = {
    app,
    BrowserWindow: class extends FakeWindow {
      constructor(given: BrowserWindowConstructorOptions) {
        super(openContents(), given, load);
        windows.push(this);
      }
    },
    dialog: {
      showMessageBoxSync: ({ message, detail }) => {
        dialogs.push({ title: message, content: detail });
        return options.answer ?? 0;
      },
      showOpenDialog: () =>
        Promise.resolve({ filePaths: options.folder === undefined ? [] : [options.folder] }),
      showErrorBox: (title, content) => void dialogs.push({ title, content }),
      showMessageBox: ({ message, detail }) => {
        dialogs.push({ title: message, content: detail });
        return Promise.resolve({ response: 0 });
      },
    },
    ipcMain,
    Menu: {
      buildFromTemplate: (template) => template as unknown as Menu,
      setApplicationMenu: (menu) => void menus.push(menu),
    },
    nativeTheme,
    powerMonitor,
    powerSaveBlocker: {
      start() {
        blockers.add((lastBlocker += 1));
        return lastBlocker;
      },
      stop: (id) => blockers.delete(id),
    },
    protocol: {
      registerSchemesAsPrivileged: (given) => void schemes.push(...given),
      handle: (_scheme, handler) => void (respond = handler),
    },
    screen: {
      getPrimaryDisplay: () => asDisplay(displays[0] ?? { x: 0, y: 0, width: 800, height: 600 }),
      getAllDisplays: () => displays.map(asDisplay),
    },
    session: { defaultSession },
    shell: {
      openExternal(url) {
        openedOutside.push(url);
        return Promise.resolve();
      },
    },
    utilityProcess: {
      fork() {
        const child = new FakeChild();
        children.push(child);
        return child;
      },
    },
  };
  const request = (url: string, method = 'GET') => respond?.({ url, method, headers: new Headers() });
  return {
    ...{ electron, app, ipcMain, powerMonitor, session: defaultSession, nativeTheme },
    ...{ windows, children, dialogs, schemes, menus, openContents, request, blockers, openedOutside },
  };
}

/** A client in a page of a fake Electron, with the real preload script and the real host between it and the core. */
export function connectThroughFakeElectron(core: {
  serve(port: Port): unknown;
}): Promise<{ connection: Connection<MeetMemo>; close(): void }> {
  const { ipcMain, openContents } = fakeElectron();
  const contents = openContents();
  const stop = servePages(
    ipcMain,
    contents,
    (port) => core.serve(port),
    () => {
      throw new Error('A message of our own page was refused.');
    },
  );
  const { bridge } = contents.navigate();
  const connection = connect(contract, () => bridgePort(bridge));
  const close = () => {
    connection.close();
    stop();
    contents.destroy();
  };
  return Promise.resolve({ connection, close });
}
