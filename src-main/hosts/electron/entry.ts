import { join } from 'node:path';
// As a whole: some of its parts come to be only when they are first asked for, and must not before it is ready.
import electron from 'electron';
import ElectronStore from 'electron-store';
import { createCore } from '../../core/create-core.ts';
import { startElectron } from './start.ts';

const dist = join(import.meta.dirname, '..');
// Beside the archive, so that native code can read them.
const resources = electron.app.isPackaged ? process.resourcesPath : join(dist, '..');

startElectron(electron, {
  createCore,
  Store: ElectronStore,
  process,
  files: {
    preload: join(dist, 'preload', 'index.cjs'),
    engine: join(dist, 'main', 'engine.js'),
    renderer: join(dist, 'renderer'),
    resources: join(resources, 'resources'),
  },
});
