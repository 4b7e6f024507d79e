import { mkdtempSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { fakeElectron } from '../support/fake-electron.ts';

/** In Node the package named electron is a launcher, not Electron: the fake takes its place for all who import it. */
function replaceElectron(fake: object) {
  Object.assign(globalThis, { electronForEntry: { ...fake, shell: {} } });
  return registerHooks({
    resolve: (specifier, context, next) =>
      /^electron$|node_modules\/electron\/index\.js$/.test(specifier)
        ? { url: 'data:text/javascript,export default globalThis.electronForEntry', shortCircuit: true }
        : next(specifier, context),
  });
}

test('the entry starts with the real parts, and from the sources finds no renderer to show', async () => {
  const appData = mkdtempSync(join(tmpdir(), 'meetmemo-entry-'));
  vi.stubEnv('MEETMEMO_HOME', undefined);
  const { electron, app, schemes, dialogs } = fakeElectron({ appData });
  const hooks = replaceElectron(electron);
  try {
    await import('../../src-main/hosts/electron/entry.ts');
    await expect(app.ended).resolves.toBe(1);
    expect(schemes).toHaveLength(1);
    expect(dialogs).toMatchObject([{ content: expect.stringContaining('renderer') as unknown }]);
  } finally {
    hooks.deregister();
    vi.unstubAllEnvs();
    rmSync(appData, { recursive: true });
  }
});
