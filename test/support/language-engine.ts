import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LanguageFile } from '../../src-main/engines/process/contract.ts';
import { createEngine } from '../../src-main/engines/process/launch.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import { childrenOf } from './processes.ts';
import { tempHome } from './temp-home.ts';
import { writeTinyGguf } from './tiny-gguf.ts';

const fromSources = join(import.meta.dirname, '../../src-main/engines/process/entry.ts');

/** A model that has learnt nothing, as the engine child takes it. One thread: two on busy cores take ages. */
export function tinyModel(contextTokens = 4096): LanguageFile {
  const path = join(tempHome(), 'tiny.gguf');
  writeTinyGguf(path, { contextTokens });
  return { path, graphicsLayers: 0, threads: 1, contextTokens };
}

interface Options {
  entry?: string;
  whenOver?: (end: () => void) => void;
  idleMs?: number;
}

/** An engine child of its own, for one test or for those of a file. */
export function openLanguageEngine({
  entry = fromSources,
  whenOver = onTestFinished,
  idleMs = Infinity,
}: Options = {}) {
  const others = new Set(childrenOf(process.pid));
  let crashes = 0;
  const engine = createEngine(spawnEngineWithNode(entry), () => (crashes += 1), { idleMs });
  whenOver(() => {
    engine.stop();
  });
  return {
    engine,
    crashes: () => crashes,
    children: () => childrenOf(process.pid).filter((pid) => !others.has(pid)),
  };
}
