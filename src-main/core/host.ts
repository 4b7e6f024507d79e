import type { Power } from '../jobs/gate.ts';
import type { Times } from '../jobs/lanes.ts';
import type { SpawnEngine } from '../engines/process/launch.ts';
import type { SettingsStore } from '../features/settings/file-store.ts';

export type { SettingsStore };

/** What a host must offer. The core asks for nothing else of the world it runs in. */
export interface Host {
  name: 'electron' | 'headless' | 'loopback';
  /** The library's folder. */
  home: string;
  /** Where the models and the sample meeting lie that come with the app. */
  resources: string;
  appVersion: string;
  electronVersion: string | null;
  settingsStore: SettingsStore;
  spawnEngine: SpawnEngine;
  power: Power;
  /** Asks the person for a folder; null: they chose none. Left out where there is nobody to ask. */
  chooseFolder?: () => Promise<string | null>;
  /** Here for one command: jobs that wait are left waiting until it adds one. */
  leavesJobs?: boolean;
  /** How long a device that is tried may say nothing. */
  trialLimitMs?: number;
  /** Tests do not wait as long as people may. */
  recorderGraceMs?: number;
  /** Of downloads: how long a server may say nothing, and how long to wait before it is asked again. */
  patience?: { stallMs: number; pauseMs: number };
  jobTimes?: Partial<Times>;
  /** An engine that does not stir for so long while it is at work hangs. */
  engineSilentMs?: number;
  /** Tests check every result against the contract. */
  checkOutput?: boolean;
}
