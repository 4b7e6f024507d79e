import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LogSentence } from '../../src-main/contract/logs.ts';
import { createEngine } from '../../src-main/engines/process/launch.ts';
import type { Engine } from '../../src-main/engines/process/types.ts';
import { processSound } from '../../src-main/features/audio/process.ts';
import { fileSettingsStore } from '../../src-main/features/settings/file-store.ts';
import { openSettings } from '../../src-main/features/settings/settings.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import { openLogFiles } from '../../src-main/storage/log-files.ts';
import { engineEntry } from '../support/open-test-core.ts';
import { tempHome } from '../support/temp-home.ts';
import { speech } from '../support/sounds.ts';
import { writeTone } from '../support/tones.ts';

test.each([
  ['as long as the sound takes its place', undefined, true],
  ['of another length does not', 19, false],
] as const)('a compressed copy %s', async (_, seconds, isCompressed) => {
  const folder = tempHome();
  const sound = join(folder, 'sound');
  copyFileSync(speech, sound);
  const real = createEngine(spawnEngineWithNode(engineEntry), () => undefined);
  const other = seconds && writeTone(tempHome(), 'other.wav', { seconds });
  // Copies something else than it was asked to.
  const engine: Engine = {
    ...real,
    use: (call) =>
      real.use((api) => {
        const compress: typeof api.audio.compress = (input, options) =>
          api.audio.compress({ ...input, path: other ?? input.path }, options);
        return call({ ...api, audio: { ...api.audio, compress } });
      }),
  };
  const settings = openSettings(fileSettingsStore(join(folder, 'settings.json')));
  settings.update({ keepSound: 'compressed', minFreeMegabytes: 0 });
  const limits = { level: 'debug' as const, days: 1, megabytes: 1 };
  const log = openLogFiles<LogSentence>(
    join(folder, 'logs'),
    () => limits,
    () => undefined,
  );
  const { signal } = new AbortController();
  const work = { job: 'copy', folder, track: null, settings: settings.get(), signal, log };
  const facts = await processSound(engine, work).finally(() => {
    real.stop();
  });
  expect(facts).toMatchObject({ isCompressed, played: 'sound', durationMs: 20_000 });
  expect(readFileSync(sound).equals(readFileSync(speech))).toBe(!isCompressed);
  const said = log.read({ level: 'warn', text: '', limit: 10 });
  expect(said.map(({ message }) => message)).toEqual(
    isCompressed ? [] : ['a compressed copy was too unlike its original'],
  );
});
