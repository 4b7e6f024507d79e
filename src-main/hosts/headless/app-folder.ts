import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findUp(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('No package.json above the program');
  }
}

const appFolder = findUp(import.meta.dirname);
/** Node runs our sources as they are; the built program has its parts under dist. */
const fromSource = import.meta.filename.endsWith('.ts');

export const appVersion = (
  JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')) as { version: string }
).version;
export const resourcesFolder = join(appFolder, 'resources');
export const rendererFolder = join(appFolder, 'dist', 'renderer');
export const engineEntry = join(
  appFolder,
  fromSource ? 'src-main/engines/process/entry.ts' : 'dist/main/engine.js',
);
