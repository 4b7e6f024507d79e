import type { CustomScheme, Menu, MenuItemConstructorOptions, OpenDialogOptions } from 'electron';
import type { Core } from '../../core/create-core.ts';
import type { Host } from '../../core/host.ts';
import type { AppRequest } from './app-scheme.ts';
import type { UtilityProcessLike } from './engine.ts';
import type { GuardedContents, GuardedSession } from './guards.ts';
import type { PathApp } from './library-home.ts';
import type { IpcMainLike } from './serve-pages.ts';
import type { PowerSaveBlockerLike } from './stay-awake.ts';
import type { SettingsParts } from './settings-store.ts';
import type { PowerMonitorLike, QuittingApp } from './shutdown.ts';
import type { TroubleParts } from './trouble.ts';
import type { WindowParts } from './window.ts';

/** All of Electron that is used here. `entry.ts` compiles only if the real one has it in this very form. */
export interface ElectronParts extends WindowParts {
  app: PathApp &
    QuittingApp &
    TroubleParts['app'] & {
      readonly commandLine: { appendSwitch(name: string, value: string): void };
      enableSandbox(): void;
      getVersion(): string;
      requestSingleInstanceLock(): boolean;
      whenReady(): Promise<void>;
      on(event: 'activate', listener: (event: unknown) => void): unknown;
      on(event: 'second-instance', listener: (event: unknown, argv: string[]) => void): unknown;
      on(event: 'window-all-closed', listener: () => void): unknown;
      on(
        event: 'web-contents-created',
        listener: (event: unknown, contents: GuardedContents) => void,
      ): unknown;
    };
  dialog: WindowParts['dialog'] &
    TroubleParts['dialog'] & {
      showErrorBox(title: string, content: string): void;
      showOpenDialog(options: OpenDialogOptions): Promise<{ filePaths: string[] }>;
    };
  ipcMain: IpcMainLike & SettingsParts['ipcMain'];
  Menu: {
    buildFromTemplate(template: MenuItemConstructorOptions[]): Menu;
    setApplicationMenu(menu: Menu): void;
  };
  nativeTheme: WindowParts['nativeTheme'] & { themeSource: 'system' | 'light' | 'dark' };
  powerMonitor: PowerMonitorLike & { getSystemIdleTime(): number; isOnBatteryPower(): boolean };
  powerSaveBlocker: PowerSaveBlockerLike;
  protocol: {
    registerSchemesAsPrivileged(schemes: CustomScheme[]): void;
    handle(scheme: string, handler: (request: AppRequest) => Response): void;
  };
  session: { readonly defaultSession: GuardedSession };
  shell: { openExternal(url: string): Promise<void> };
  utilityProcess: UtilityProcessLike;
}

/** All else that is passed in. */
export interface StartParts {
  createCore: (host: Host) => Core;
  Store: SettingsParts['Store'];
  process: TroubleParts['process'] & Pick<NodeJS.Process, 'argv' | 'env' | 'platform' | 'versions'>;
  /** Where the built parts lie. */
  files: { preload: string; engine: string; renderer: string; resources: string };
}
