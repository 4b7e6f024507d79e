import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** Where programs keep their data, as Electron sees it, so that window and command line share one library. */
function appData(): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support');
    case 'win32':
      return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
    default:
      return isAbsolute(process.env.XDG_CONFIG_HOME ?? '')
        ? (process.env.XDG_CONFIG_HOME ?? '')
        : join(homedir(), '.config');
  }
}

export function libraryHome(chosen: string | undefined): string {
  const named = chosen ?? process.env.MEETMEMO_HOME;
  return named ? resolve(named) : join(appData(), 'MeetMemo', 'library');
}
