import type { Settings } from '../../contract/settings.ts';
import type { Core } from '../../core/create-core.ts';
import { loadAssets, securityHeaders } from '../../core/web-assets.ts';
import { answerFrom } from './app-scheme.ts';
import { guardContents, guardSession } from './guards.ts';
import { menuTemplate } from './menu.ts';
import type { ElectronParts, StartParts } from './parts.ts';
import { servePages } from './serve-pages.ts';
import { closeBeforeQuit } from './shutdown.ts';
import { stayAwakeWhileRecording } from './stay-awake.ts';
import { counting, reportTrouble } from './trouble.ts';
import { openWindow, type WindowLike } from './window.ts';

export interface RunParts extends Pick<StartParts, 'process' | 'files'> {
  core: Core;
  statePath: string;
}

export async function runApp(electron: ElectronParts, parts: RunParts): Promise<void> {
  const { app, dialog, ipcMain, Menu, powerMonitor, protocol, session } = electron;
  const { core, process, files } = parts;
  const { log } = core;
  const { api } = core.connect();
  const { isRecording } = stayAwakeWhileRecording(api, electron.powerSaveBlocker);
  const assets = loadAssets(files.renderer);

  let closed: Promise<void> | undefined;
  const close = () => (closed ??= core.close());
  closeBeforeQuit(app, powerMonitor, close, log);
  reportTrouble({ app, dialog, process }, log);

  protocol.handle('app', answerFrom(assets, securityHeaders, core.media));
  const tellRequest = counting((count) => {
    log.warn('a request that would leave the machine was refused', { count });
  });
  guardSession(session.defaultSession, () => {
    core.count('network requests refused');
    tellRequest();
  });
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, (url) => {
      // Where no program takes it, nothing happens.
      electron.shell.openExternal(url).catch(() => undefined);
    });
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform)));

  const tellMessage = counting((count) => {
    log.warn('a message from elsewhere than the page was refused', { count });
  });
  const onForeignMessage = () => {
    core.count('foreign messages refused');
    tellMessage();
  };
  let window: WindowLike | undefined;
  const open = () => {
    const plan = { statePath: parts.statePath, preload: files.preload, log, isRecording };
    const opened = openWindow(electron, plan);
    servePages(ipcMain, opened.webContents, (port) => core.serve(port), onForeignMessage);
    // Windows ends the process right after this, without a will-quit.
    opened.on('session-end', () => void close());
    opened.on('closed', () => (window = undefined));
    window = opened;
  };
  const show = () => {
    if (!window) {
      open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  const applyTheme = ({ theme }: Settings) => {
    electron.nativeTheme.themeSource = theme;
  };
  api.settings.changed(applyTheme);
  applyTheme((await api.settings.get()).settings);
  open();
}
