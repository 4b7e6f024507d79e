import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../rpc/errors.ts';
import { makeFolder } from '../../storage/files.ts';

export interface PathApp {
  getPath(name: 'appData'): string;
  setPath(name: 'userData', path: string): void;
}

/** The library's folder: --home DIR, or MEETMEMO_HOME, or the usual one, which the command line shares. */
export function chooseHome(app: PathApp, argv: readonly string[], env: Readonly<NodeJS.ProcessEnv>): string {
  const usual = join(app.getPath('appData'), 'MeetMemo');
  // Chromium has switches of its own between ours.
  const { values } = parseArgs({ args: argv.slice(1), options: { home: { type: 'string' } }, strict: false });
  if (values.home === true || values.home === '') {
    throw new AppError('invalid_input', '--home needs a folder.');
  }
  const chosen = typeof values.home === 'string' ? values.home : env.MEETMEMO_HOME;
  const home = chosen ? resolve(chosen) : join(usual, 'library');
  makeFolder(home);
  // Electron allows one instance per userData folder, so each library gets one, by whatever path it was named.
  const name = createHash('sha256').update(realpathSync.native(home)).digest('hex').slice(0, 16);
  app.setPath('userData', join(usual, 'profiles', name));
  return home;
}
