import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Analysis, EngineContract } from '../../src-main/engines/process/contract.ts';
import { createEngine } from '../../src-main/engines/process/launch.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import type { CallOptions, Client } from '../../src-main/rpc/define.ts';
import { toFloats } from './sounds.ts';

const entry = join(import.meta.dirname, '../../src-main/engines/process/entry.ts');
const EVER = 86_400_000;

type Audio = Client<EngineContract>['audio'];

/** The real decoder in a child of its own, one for all tests of a file. */
export function openAudioEngine() {
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-audio-'));
  let crashes = 0;
  let process: ReturnType<ReturnType<typeof spawnEngineWithNode>> | undefined;
  const spawn = spawnEngineWithNode(entry);
  const engine = createEngine(
    () => (process = spawn()),
    () => (crashes += 1),
  );
  afterAll(() => {
    engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  let count = 0;
  const fresh = (name: string) => join(folder, `${(count += 1)}-${name}`);
  const use = <T>(call: (audio: Audio) => Promise<T>) => engine.use(({ audio }) => call(audio));
  return {
    folder,
    fresh,
    use,
    crashes: () => crashes,
    kill: () => process?.kill(),
    stderr: () => process?.stderrTail() ?? '',
    inspect: (path: string) => use((audio) => audio.inspect({ path })),
    async analyse(path: string, options: { track?: number; maxMs?: number } & CallOptions = {}) {
      const { track = null, maxMs = EVER, ...call } = options;
      const peaks = fresh('peaks');
      const analysis: Analysis = await use((audio) =>
        audio.analyse({ job: 'analyse', path, track, peaks, maxMs }, call),
      );
      return { ...analysis, peaks };
    },
    async compress(path: string, options: { track?: number; bitrate?: number } & CallOptions = {}) {
      const { track = null, bitrate = 32_000, ...call } = options;
      const target = fresh('sound.webm');
      const { bytes } = await use((audio) =>
        audio.compress({ job: 'compress', path, track, target, bitrate }, call),
      );
      return { bytes, target };
    },
    async samples(path: string, fromMs = 0, ms = 600_000, track: number | null = null) {
      const { data } = await use((audio) => audio.samples({ path, track, fromMs, ms }));
      return toFloats(data);
    },
  };
}
