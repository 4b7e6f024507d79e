import { join } from 'node:path';
import type { Core } from '../../core/create-core.ts';
import { wrapError } from '../../rpc/errors.ts';
import { appScheme } from './app-scheme.ts';
import { spawnEngineWithUtilityProcess } from './engine.ts';
import { chooseHome } from './library-home.ts';
import type { ElectronParts, StartParts } from './parts.ts';
import { runApp } from './run-app.ts';
import { electronSettingsStore } from './settings-store.ts';

/** Runs before Electron is ready, without waiting for anything: some of this is too late afterwards. */
export function startElectron(electron: ElectronParts, parts: StartParts): void {
  const { app, dialog, protocol } = electron;
  const fail = (error: unknown) => {
    const { code, message } = wrapError(error);
    dialog.showErrorBox('MeetMemo can not start', code === 'internal' ? String(error) : message);
    app.exit(1);
  };
  try {
    protocol.registerSchemesAsPrivileged([appScheme]);
    app.enableSandbox();
    // The last fence: Chromium finds no host, whoever asks.
    app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
    const home = chooseHome(app, parts.process.argv, parts.process.env);
    if (!app.requestSingleInstanceLock()) {
      app.quit();
      return;
    }
    app
      .whenReady()
      .then(async () => {
        const core = openCore(electron, parts, home);
        try {
          await runApp(electron, { ...parts, core, statePath: join(home, 'window.json') });
        } catch (error) {
          await core.close();
          throw error;
        }
      })
      .catch(fail);
  } catch (error) {
    fail(error);
  }
}

function openCore(
  { app, dialog, ipcMain, powerMonitor, utilityProcess }: ElectronParts,
  parts: StartParts,
  home: string,
): Core {
  return parts.createCore({
    name: 'electron',
    home,
    resources: parts.files.resources,
    appVersion: app.getVersion(),
    electronVersion: parts.process.versions.electron,
    settingsStore: electronSettingsStore({ Store: parts.Store, ipcMain }, join(home, 'settings.json')),
    spawnEngine: spawnEngineWithUtilityProcess(utilityProcess, parts.files.engine),
    async chooseFolder() {
      const { filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
      return filePaths[0] ?? null;
    },
    power: {
      onMains: () => !powerMonitor.isOnBatteryPower(),
      idleSeconds: () => powerMonitor.getSystemIdleTime(),
    },
  });
}
