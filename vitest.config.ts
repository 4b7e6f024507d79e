import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** One project per step of `npm test`. Those neither quick nor shared have the machine to themselves, a file at a time. */
const projects = {
  unit: { folders: ['src-main', 'src-preload', 'src-renderer', 'scripts'], quick: true },
  contract: { folders: ['test/contract', 'test/electron'], quick: true },
  migrations: { folders: ['test/migrations'], quick: true },
  faults: { folders: ['test/faults'], quick: false, shared: true },
  audio: { folders: ['test/audio'], quick: false, shared: true },
  security: { folders: ['test/security'], quick: false, shared: true },
  fuzz: { folders: ['test/fuzz'], quick: false, shared: true },
  gates: { folders: ['test/gates'], quick: false },
  package: { folders: ['test/package'], quick: false },
  speech: { folders: ['test/speech'], quick: false, shared: true },
  e2e: { folders: ['test/e2e'], quick: false, shared: true },
};

/** Long enough for a busy machine: these end what hangs, and judge no speed. */
const timeoutMs = { quick: 30_000, slow: 300_000 };

// Tests start the app's sources some thousand times: what Node makes of them is kept, which halves each start.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

export default defineConfig({
  plugins: [react()],
  test: {
    // One test that is marked as the only one would let all the others pass unrun.
    allowOnly: false,
    projects: Object.entries(projects).map(([name, { folders, quick, ...rest }]) => ({
      extends: true,
      test: {
        name,
        environment: 'node',
        include: folders.map((folder) => `${folder}/**/*.test.{ts,tsx,mjs}`),
        fileParallelism: quick || 'shared' in rest,
        testTimeout: quick ? timeoutMs.quick : timeoutMs.slow,
        hookTimeout: quick ? timeoutMs.quick : timeoutMs.slow,
        expect: { poll: { timeout: timeoutMs.quick } },
        restoreMocks: true,
      },
    })),
  },
});
