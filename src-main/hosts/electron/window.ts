import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Log } from '../../core/create-core.ts';
import { writeJson } from '../../storage/files.ts';
import { PAGE } from './app-scheme.ts';
import type { PageContents } from './page-port.ts';
import { MINIMUM, placeFor, readWindowState, type WindowState } from './window-state.ts';

type Used =
  'loadURL' | 'show' | 'focus' | 'maximize' | 'restore' | 'isMinimized' | 'isMaximized' | 'getNormalBounds';
export interface WindowLike extends Pick<BrowserWindow, Used> {
  readonly webContents: PageContents;
  once(event: 'ready-to-show', listener: () => void): unknown;
  on(event: 'close', listener: (event: unknown) => void): unknown;
  on(event: 'closed', listener: () => void): unknown;
  on(event: 'session-end', listener: (event: { readonly reasons: string[] }) => void): unknown;
}

export interface WindowParts {
  BrowserWindow: new (options: BrowserWindowConstructorOptions) => WindowLike;
  screen: { getPrimaryDisplay(): Display; getAllDisplays(): Display[] };
  nativeTheme: { readonly shouldUseDarkColors: boolean };
  dialog: {
    showMessageBoxSync(options: {
      type: 'warning';
      message: string;
      detail: string;
      buttons: string[];
      cancelId: number;
    }): number;
  };
}
interface Display {
  readonly workArea: Rectangle;
}

export interface WindowPlan {
  statePath: string;
  preload: string;
  log: Log;
  isRecording: () => boolean;
}

const unsaved = {
  message: 'Some of what you typed is not saved yet.',
  detail: 'It is saved as soon as MeetMemo can. Closing now loses it.',
  buttons: ['Keep open', 'Close anyway'],
};
const recording = {
  message: 'A recording is under way.',
  detail: 'Closing ends it. What was recorded is kept; words that are not saved yet may be lost.',
  buttons: ['Go on recording', 'End and close'],
};

const CRASHES_APART_MS = 10_000;

export function openWindow(
  { BrowserWindow, screen, nativeTheme, dialog }: WindowParts,
  plan: WindowPlan,
): WindowLike {
  const state = readWindowState(plan.statePath);
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...placeFor(state, areas),
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    title: 'MeetMemo',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#17191d' : '#fcfaf6',
    webPreferences: {
      preload: plan.preload,
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
    },
  });
  const save = () => {
    const kept: WindowState = { bounds: window.getNormalBounds(), maximised: window.isMaximized() };
    try {
      writeJson(plan.statePath, kept);
    } catch {
      plan.log.warn('the place of the window was not saved');
    }
  };
  const load = () => {
    if (window.webContents.isDestroyed()) return;
    window.loadURL(PAGE).catch(() => {
      plan.log.error('the page did not load');
    });
  };
  // Electron would keep the window open without a word.
  window.webContents.on('will-prevent-unload', (event) => {
    const words = plan.isRecording() ? recording : unsaved;
    const answer = dialog.showMessageBoxSync({ ...words, type: 'warning', cancelId: 0 });
    if (answer === 1) event.preventDefault();
  });
  let lastCrash = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    plan.log.error('the window process ended', { reason, exit: exitCode });
    // A page that crashes as soon as it loads would do so for ever.
    if (performance.now() - lastCrash > CRASHES_APART_MS) setImmediate(load);
    lastCrash = performance.now();
  });
  window.once('ready-to-show', () => {
    if (state?.maximised) window.maximize();
    window.show();
  });
  window.on('close', save);
  window.on('session-end', save);
  load();
  return window;
}
