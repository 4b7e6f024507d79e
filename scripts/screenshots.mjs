import { join, resolve } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { node24, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { setup } from './setup.mjs';

await main(async () => {
  await setup();
  await ensureBuilt();
  const env = { ...process.env, MEETMEMO_CHROMIUM: await ensureChromium() };
  // A folder is meant from where the person stands.
  const from = process.env.INIT_CWD ?? process.cwd();
  const args = process.argv.slice(2).map((arg) => (arg.startsWith('-') ? arg : resolve(from, arg)));
  return run(node24, [join(root, 'test', 'support', 'screenshots.ts'), ...args], { env });
});
