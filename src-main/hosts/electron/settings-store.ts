import { dirname } from 'node:path';
import type ElectronStore from 'electron-store';
import { setAsideMalformedFile, type SettingsStore } from '../../features/settings/file-store.ts';

export interface SettingsParts {
  Store: new (options: { cwd: string; name: string; configFileMode: number }) => Pick<ElectronStore, 'store'>;
  ipcMain: { removeAllListeners(channel: string): unknown };
}

/** The same plain JSON file that the other hosts read and write: no defaults, no migrations, no bookkeeping keys. */
export function electronSettingsStore({ Store, ipcMain }: SettingsParts, path: string): SettingsStore {
  let opened: Pick<ElectronStore, 'store'> | undefined;
  const open = () => {
    // It throws on a file that it can't parse, now and at each later look.
    setAsideMalformedFile(path);
    opened ??= new Store({ cwd: dirname(path), name: 'settings', configFileMode: 0o600 });
    // It answers any renderer that asks where this person's files lie; ours has no need to.
    ipcMain.removeAllListeners('electron-store-get-data');
    return opened;
  };
  return {
    read() {
      try {
        return { ...open().store };
      } catch {
        // As everywhere, a file that can't be read starts the app with defaults.
        return {};
      }
    },
    write(values) {
      open().store = values;
    },
  };
}
