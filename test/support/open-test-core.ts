import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createCore, type Core } from '../../src-main/core/create-core.ts';
import type { Host } from '../../src-main/core/host.ts';
import { fileSettingsStore } from '../../src-main/features/settings/file-store.ts';
import type { Power } from '../../src-main/jobs/gate.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import { tempHome } from './temp-home.ts';

export const engineEntry = join(import.meta.dirname, '../../src-main/engines/process/entry.ts');

const steadyPower: Power = { onMains: () => true, idleSeconds: () => null };
export const resourcesFolder = join(import.meta.dirname, '../../resources');

/** The real core in this process, on a library of its own, with every result checked against the contract. */
export function openTestCore(home = tempHome(), more: Partial<Host> = {}): Core {
  const core = createCore({
    name: 'headless',
    home,
    resources: resourcesFolder,
    appVersion: '0.0.0',
    electronVersion: null,
    settingsStore: fileSettingsStore(join(home, 'settings.json')),
    spawnEngine: spawnEngineWithNode(engineEntry),
    power: steadyPower,
    checkOutput: true,
    ...more,
  });
  onTestFinished(() => core.close());
  return core;
}
