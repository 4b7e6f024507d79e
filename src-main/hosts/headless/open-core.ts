import { join } from 'node:path';
import { createCore, type Core } from '../../core/create-core.ts';
import { fileSettingsStore } from '../../features/settings/file-store.ts';
import { makeFolder } from '../../storage/files.ts';
import { appVersion, engineEntry, resourcesFolder } from './app-folder.ts';
import { spawnEngineWithNode } from './engine.ts';
import { plainPower } from './power.ts';

/** The core in a plain Node process. */
export function openCore(home: string, name: 'headless' | 'loopback'): Core {
  makeFolder(home);
  return createCore({
    name,
    home,
    resources: resourcesFolder,
    appVersion,
    electronVersion: null,
    settingsStore: fileSettingsStore(join(home, 'settings.json')),
    spawnEngine: spawnEngineWithNode(engineEntry),
    power: plainPower(),
    leavesJobs: name === 'headless',
    checkOutput: process.env.MEETMEMO_CHECK_OUTPUT === '1',
  });
}
