import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** One project per step of `npm test`; all may run side by side. */
const projects = {
  unit: { folders: ['src-main', 'src-preload', 'src-renderer', 'scripts'], quick: true },
  contract: { folders: ['test/contract', 'test/electron'], quick: true },
  migrations: { folders: ['test/migrations'], quick: true },
  faults: { folders: ['test/faults'], quick: false },
  audio: { folders: ['test/audio'], quick: false },
  security: { folders: ['test/security'], quick: false },
  fuzz: { folders: ['test/fuzz'], quick: false },
  gates: { folders: ['test/gates'], quick: false },
  package: { folders: ['test/package'], quick: false },
  speech: { folders: ['test/speech'], quick: false },
  e2e: { folders: ['test/e2e'], quick: false },
};

/** Those that take longest begin first, so that no core waits for one of them in the end. Who calculates and who waits take turns. */
const longest = [
  'speech/pipeline',
  'e2e/recording-states',
  'faults/kill-while-transcribing',
  'e2e/looks',
  'speech/damaged-models',
  'e2e/recording',
  'speech/command-line',
  'e2e/imports',
  'fuzz/inputs',
  'e2e/player',
  'speech/smart-whisper',
  'e2e/folders-and-bulk',
  'audio/mutations',
  'e2e/summary',
  'speech/whisper-cpp',
  'faults/library-busy',
  'faults/kill-while-recording',
  'e2e/editing',
  'faults/kill-while-changing',
  'e2e/out-of-reach',
  'faults/import-cut-off',
  'e2e/queue',
  'faults/damaged-library',
].map((name) => join(import.meta.dirname, `test/${name}.test.ts`));

/** The others by their names, so that those that calculate and those that wait are mixed. */
class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]) {
    const byName = files.toSorted((a, b) => (basename(a.moduleId) < basename(b.moduleId) ? -1 : 1));
    const first = longest.flatMap((path) => byName.filter(({ moduleId }) => moduleId === path));
    return Promise.resolve([...new Set([...first, ...byName])]);
  }
}

/** Long enough for a busy machine: these end what hangs, and judge no speed. */
const timeoutMs = { quick: 30_000, slow: 300_000 };

// Tests start the app's sources some thousand times: what Node makes of them is kept, which halves each start.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

export default defineConfig({
  plugins: [react()],
  test: {
    // One test that is marked as the only one would let all the others pass unrun.
    allowOnly: false,
    sequence: { sequencer: LongestFirst },
    projects: Object.entries(projects).map(([name, { folders, quick }]) => ({
      extends: true,
      test: {
        name,
        environment: 'node',
        include: folders.map((folder) => `${folder}/**/*.test.{ts,tsx,mjs}`),
        testTimeout: quick ? timeoutMs.quick : timeoutMs.slow,
        hookTimeout: quick ? timeoutMs.quick : timeoutMs.slow,
        expect: { poll: { timeout: timeoutMs.quick } },
        restoreMocks: true,
      },
    })),
  },
});
